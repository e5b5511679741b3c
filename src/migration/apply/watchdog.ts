import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { takeLock } from './lock.js';
import { recover } from './recover.js';

/** A process of its own that outlives this one, however this one ends. */
export interface Watchdog {
  stop(): void;
}

/**
 * Starts a second process that waits for this one to end, and then finishes or undoes what it left half done. A killed
 * process cannot do that itself, and the next run may be days away.
 *
 * @param command starts a process that calls `runWatchdog` with its standard input
 */
export function startWatchdog([executable, ...args]: readonly [string, ...string[]]): Watchdog {
  // Detached: a signal to this process's group is not meant for the watchdog.
  const child = spawn(executable, args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  return {
    stop() {
      child.kill();
      child.stdin.destroy();
    },
  };
}

/** The work of the watchdog process: waits until the other end of the pipe is closed, then recovers. */
export async function runWatchdog(input: Readable, folder: string, root: string): Promise<void> {
  for await (const _chunk of input) {
    // Nothing is sent over this pipe; only its end means something.
  }
  const lock = await takeLock(folder, 60_000);
  try {
    recover(folder, root);
  } finally {
    await lock.release();
  }
}
