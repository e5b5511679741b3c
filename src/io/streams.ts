import { fstatSync, statSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import { FleetqError } from '../errors.js';

export type StreamName = 'stdout' | 'stderr';

/**
 * Writes to stdout or stderr and waits until it is out. A reader that has gone away (`| head`) is no failure:
 * it has what it wanted, so the rest is dropped quietly. Rejects with a `disk` error where the stream cannot be written.
 */
export async function write(stream: StreamName, text: string): Promise<void> {
  const rest = mayBeTerminal(stream) ? Buffer.from(text) : writeDirectly(stream, Buffer.from(text));
  if (rest.length > 0) await writeThrough(stream, rest);
}

/** Writes to a pipe or file without Node's streams, and returns what a pipe that is full did not take. */
function writeDirectly(stream: StreamName, bytes: Buffer): Buffer {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(DESCRIPTOR[stream], bytes, written);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EAGAIN') return bytes.subarray(written);
    if (code !== 'EPIPE') throw unwritable(stream, error instanceof Error ? error : new Error(String(error)));
  }
  return Buffer.alloc(0);
}

async function writeThrough(stream: StreamName, bytes: Buffer): Promise<void> {
  const target = process[stream];
  await new Promise<void>((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') resolve();
      else reject(unwritable(stream, error));
    };
    target.once('error', failed);
    target.write(bytes, (error) => {
      target.removeListener('error', failed);
      if (error) failed(error);
      else resolve();
    });
  });
}

/** Whether the stream is a terminal, and how large. */
export function describeStream(stream: StreamName): {
  isTerminal: boolean;
  columns: number | undefined;
  rows: number | undefined;
} {
  const none = { isTerminal: false, columns: undefined, rows: undefined };
  if (!mayBeTerminal(stream)) return none;
  const { isTTY, columns, rows } = process[stream];
  return isTTY ? { isTerminal: true, columns, rows } : none;
}

/** Writes to a terminal at once, whatever else is going on: what a terminal shows while work is done. */
export function writeNow(stream: StreamName, text: string): void {
  process[stream].write(text);
}

/** A stream that fails while nothing is being written must not end in a stack trace: `write` tells of what matters. */
export function ignoreClosedPipes(): void {
  for (const stream of STREAMS) if (mayBeTerminal(stream)) process[stream].on('error', () => undefined);
}

const STREAMS = ['stdout', 'stderr'] as const;
const DESCRIPTOR = { stdout: 1, stderr: 2 } as const;

/** Whether there may be a terminal behind a stream. Where there cannot be one, Node's streams are not even loaded: that takes longer than the write. */
function mayBeTerminal(stream: StreamName): boolean {
  try {
    const stats = fstatSync(DESCRIPTOR[stream]);
    return stats.isCharacterDevice() && stats.rdev !== statSync(devNull, { throwIfNoEntry: false })?.rdev;
  } catch {
    return true;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no space left',
  EIO: 'the device failed',
  EFBIG: 'the file is too large',
  EDQUOT: 'the disk quota is used up',
};

function unwritable(stream: StreamName, error: NodeJS.ErrnoException): FleetqError {
  const reason = REASONS[error.code ?? ''] ?? error.message;
  return new FleetqError(
    'disk',
    `cannot write to ${stream}: ${reason}`,
    stream === 'stdout' ? ['the result is not complete; write it somewhere else'] : [],
  );
}
