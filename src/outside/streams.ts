export type StreamName = 'stdout' | 'stderr';

/**
 * Writes to stdout or stderr and waits until it is out. A reader that has gone away (`| head`) is no failure:
 * it has what it wanted, so the rest is dropped quietly.
 */
export async function write(stream: StreamName, text: string): Promise<void> {
  if (text === '') return;
  const target = process[stream];
  await new Promise<void>((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') resolve();
      else reject(error);
    };
    target.once('error', failed);
    target.write(text, (error) => {
      target.removeListener('error', failed);
      if (error) failed(error);
      else resolve();
    });
  });
}

/** Whether the stream is a terminal, and how wide. */
export function describeStream(stream: StreamName): { isTerminal: boolean; columns: number | undefined } {
  const target = process[stream];
  return { isTerminal: target.isTTY, columns: target.isTTY ? target.columns : undefined };
}

/** A pipe whose reader goes away while nothing is being written must not end in a stack trace either. */
export function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
