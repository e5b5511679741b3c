import { spawn } from 'node:child_process';
import { plainEnvironment } from './run-fleetq.js';

export interface Typed {
  /** Everything that the terminal was told to show, escapes and all. */
  readonly screen: string;
  readonly code: number | null;
}

export interface TerminalOptions {
  readonly columns?: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What to type, once the screen shows `after`. */
  readonly keys?: readonly { readonly after: RegExp; readonly type: string }[];
}

/** A program that waits for keys that never come is ended; the screen then shows how far it came. */
const LONGEST_MS = 20_000;

/** Runs a shell command in a real pseudo-terminal (`script` of util-linux), 80 columns wide where nothing else is said. */
export function inTerminal(
  command: string,
  { columns = 80, cwd, env = {}, keys = [] }: TerminalOptions = {},
): Promise<Typed> {
  return new Promise((resolve, reject) => {
    const child = spawn('script', ['-qec', `stty cols ${columns} rows 50; ${command}`, '/dev/null'], {
      env: { ...plainEnvironment(), TERM: 'xterm', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
      ...(cwd === undefined ? {} : { cwd }),
    });
    let screen = '';
    const waiting = [...keys];
    child.stdout.on('data', (chunk: Buffer) => {
      screen += chunk.toString('utf8');
      while (waiting[0]?.after.test(screen)) child.stdin.write(waiting.shift()?.type ?? '');
    });
    const tooLong = setTimeout(() => child.kill(), LONGEST_MS);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(tooLong);
      resolve({ screen: screen.replaceAll('\r\n', '\n'), code });
    });
  });
}
