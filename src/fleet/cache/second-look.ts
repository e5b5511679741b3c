import { ABSENT, FINGERPRINT_LENGTH, UNSETTLED } from './fingerprint.js';

/** Where a thread writes what it sees of paths, in their order. */
export type Seen = Float64Array<SharedArrayBuffer>;

/**
 * The thread's program, written out: it needs nothing of fleetq's, and to load a part would take longer than its work.
 * It looks at paths as `fingerprintOf` does, and leaves judging to the main thread.
 */
const PROGRAM = `
  const { statSync } = require('node:fs');
  const { workerData } = require('node:worker_threads');
  const { root, paths, seen } = workerData;
  let at = 0;
  for (const path of paths.split('\\0')) {
    let numbers = ${JSON.stringify(UNSETTLED)};
    try {
      const stats = statSync(root + path, { throwIfNoEntry: false });
      numbers = stats === undefined ? ${JSON.stringify(ABSENT)} : [stats.size, stats.ino, stats.mtimeMs, stats.ctimeMs];
    } catch {}
    seen.set(numbers.map((number) => number ?? NaN), at);
    at += ${FINGERPRINT_LENGTH};
  }
`;

/**
 * Looks at paths on another processor; null where there is no thread to be had, and somebody else has to look. System
 * calls are most of what a large fleet costs, and they can be made side by side.
 */
export function lookBeside(root: string, paths: readonly string[]): Promise<Seen | null> {
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  const seen = new Float64Array(
    new SharedArrayBuffer(paths.length * FINGERPRINT_LENGTH * Float64Array.BYTES_PER_ELEMENT),
  );
  return new Promise((resolve) => {
    try {
      const worker = new Worker(PROGRAM, { eval: true, workerData: { root, paths: paths.join('\0'), seen } });
      worker.once('error', () => resolve(null));
      worker.once('exit', (code) => resolve(code === 0 ? seen : null));
    } catch {
      resolve(null);
    }
  });
}
