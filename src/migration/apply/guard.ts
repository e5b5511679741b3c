import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { takeLock } from './lock.js';
import { recover } from './recover.js';

/** Set for the process that guards another one. */
export const GUARD_VARIABLE = 'FLEETQ_MIGRATION_GUARD';

/** A process of its own that outlives this one, however this one ends. */
export interface Guard {
  dismiss(): void;
}

/**
 * Starts a guard: a second process that waits for the first one to end, and then settles what it left half done.
 * A killed process cannot do that itself, and the next run may be days away.
 *
 * @param command how to start fleetq, up to the name of its script
 */
export function startGuard(command: readonly string[], root: string): Guard {
  const [executable = process.execPath, ...args] = command;
  // Detached: a signal to this process's group is not meant for the one that tidies up after it.
  const child = spawn(executable, [...args, 'migrate', '--recover', '--root', root], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, [GUARD_VARIABLE]: '1' },
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  return {
    dismiss() {
      child.kill();
      child.stdin.destroy();
    },
  };
}

/** The guard's own life: waits until the other end of the pipe is gone, whichever way. */
export async function standGuard(input: Readable, folder: string): Promise<void> {
  for await (const _chunk of input) {
    // Nothing is said over this pipe; only its end means something.
  }
  const lock = await takeLock(folder, 60_000);
  try {
    recover(folder);
  } finally {
    await lock.release();
  }
}
