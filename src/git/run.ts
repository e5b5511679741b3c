import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { gitEnvironment } from './environment.js';
import { processFailure, startFailure } from './failure.js';

/** Holds for every call: names come as they are, nothing is written to the index, paths are not patterns. */
const ALWAYS = ['--no-optional-locks', '--literal-pathspecs', '-c', 'core.quotepath=off'];

export interface GitOutput {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Starts git in `root`. `-C` and not `cwd`: a missing folder then reads differently from a missing git. */
export function startGit(root: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn('git', [...ALWAYS, '-C', root, ...args], {
    env: gitEnvironment(root),
    stdio: 'pipe',
    windowsHide: true,
  });
}

/**
 * Runs git to its end. Rejects with a `FleetqError` where it cannot be started, or ends with an exit code that the
 * caller did not name.
 */
export function runGit(root: string, args: readonly string[], accepted: readonly number[] = [0]): Promise<GitOutput> {
  return new Promise((resolve, reject) => {
    const child = startGit(root, args);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.on('error', (error) => reject(startFailure(error)));
    // Whatever goes wrong with its input shows in how git ends.
    child.stdin.on('error', () => undefined);
    child.stdin.end();
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('close', (exitCode, signal) => {
      const message = Buffer.concat(stderr).toString();
      if (exitCode !== null && accepted.includes(exitCode))
        resolve({ stdout: Buffer.concat(stdout), stderr: message, exitCode });
      else reject(processFailure({ command: args[0] ?? '', root, exitCode, signal, stderr: message }));
    });
  });
}

/** Runs git and gives the one line it prints, without the line end. A path may itself hold line ends. */
export async function lineFromGit(root: string, args: readonly string[]): Promise<string> {
  return (await runGit(root, args)).stdout.toString().replace(/\r?\n$/, '');
}
