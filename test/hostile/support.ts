import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type Ran, type RunOptions, runFleetq } from '../support/run-fleetq.js';

/** Long enough for a busy machine, short enough to tell a hang. */
const PATIENCE_MS = 20_000;

/** Runs the binary, which must end in time and say what is wrong in a few lines, never in a stack trace. */
export async function runSafely(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const ran = await runFleetq(args, { ...options, timeout: PATIENCE_MS });
  expect(ran.code, `${args.join(' ')} did not end\n${ran.stderr}`).not.toBeNull();
  expect(ran.stderr).not.toMatch(/^ +at |node:internal|Error: /m);
  expect(ran.stderr.length).toBeLessThan(20_000);
  return ran;
}

/** Things that may stand where a file should; each is put in place of what is at the path. */
export const OBSTACLES = {
  'a FIFO': (path: string) => void execFileSync('mkfifo', [cleared(path)]),
  'a socket': async (path: string) => {
    const server = createServer();
    // The path of a socket may not be long.
    const before = process.cwd();
    process.chdir(dirname(cleared(path)));
    try {
      await new Promise<void>((resolve) => server.listen(path.slice(path.lastIndexOf('/') + 1), resolve));
    } finally {
      process.chdir(before);
    }
    onTestFinished(() => void server.close());
  },
  'a folder': (path: string) => mkdirSync(cleared(path)),
  'a link to a device': (path: string) => symlinkSync('/dev/zero', cleared(path)),
  'a link out of the fleet': (path: string) => symlinkSync('/etc/passwd', cleared(path)),
  'a link to itself': (path: string) => symlinkSync(path, cleared(path)),
  'a link to nothing': (path: string) => symlinkSync('nowhere', cleared(path)),
  'a huge file': (path: string) => execFileSync('truncate', ['--size=3G', cleared(path)]),
} as const satisfies Readonly<Record<string, (path: string) => unknown>>;

export type Obstacle = keyof typeof OBSTACLES;
export const OBSTACLE_NAMES = Object.keys(OBSTACLES) as readonly Obstacle[];

/** Moves a file elsewhere in the root and puts a link to it in its place. */
export function linkInside(root: string, path: string, contents: string): void {
  writeFileSync(join(root, 'elsewhere'), contents);
  symlinkSync(join(root, 'elsewhere'), cleared(join(root, path)));
}

function cleared(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { recursive: true, force: true });
  return path;
}
