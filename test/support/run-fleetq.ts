import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const PROJECT = join(import.meta.dirname, '..', '..');
export const EXAMPLE_FLEET = join(PROJECT, 'examples', 'fleet');
export const BINARY = join(PROJECT, 'dist', 'fleetq.cjs');

/** For runs whose documents are compared: all tell the same time. */
export const AT_ONE_TIME = { SOURCE_DATE_EPOCH: '1727784000' };

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Another copy of the program. */
  readonly binary?: string;
  /** Milliseconds after which it is killed: its exit code is null then. */
  readonly timeout?: number;
}

/** The environment without what a developer may have said of colour, and without the word that fleetq runs in CI. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _forced, NO_COLOR: _refused, CI: _ci, ...inherited } = process.env;
  return inherited;
}

/** Runs the built binary as a user would, in a pipe and without the colours that a developer's terminal may ask for. */
export async function runFleetq(
  args: readonly string[],
  { cwd = PROJECT, env = {}, binary = BINARY, timeout }: RunOptions = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [binary, ...args], {
    cwd,
    env: { ...plainEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    killSignal: 'SIGKILL',
    ...(timeout === undefined ? {} : { timeout }),
  });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { stdout: await stdout, stderr: await stderr, code };
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
