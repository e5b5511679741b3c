import { spawn } from 'node:child_process';

/**
 * Shows text through a pager on the terminal, as git does, and waits until somebody has seen enough. False where the
 * pager could not be started: then nothing has been shown.
 *
 * @param command is run by the shell, since people set options in `PAGER`
 */
export async function showInPager(
  command: string,
  text: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  // Ctrl-C is meant for the pager, which gets it from the terminal too.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  try {
    const env = { LESS: 'FRX', LV: '-c', ...variables };
    const child = spawn('sh', ['-c', command], { env, stdio: ['pipe', 'inherit', 'inherit'] });
    child.stdin.on('error', ignore);
    const code = new Promise<number | null>((resolve) => {
      child.on('error', () => resolve(NOT_FOUND));
      child.on('close', resolve);
    });
    child.stdin.end(text);
    return ![NOT_EXECUTABLE, NOT_FOUND].includes((await code) ?? 0);
  } finally {
    process.removeListener('SIGINT', ignore);
  }
}

/** Exit codes of a shell that could not start a command. */
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;
