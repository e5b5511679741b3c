import { closeSync, openSync, writeSync } from 'node:fs';

/** Opens a file, `wx` only where none is, and writes all of the bytes: one call may write fewer than it was given. */
export function writeBytes(path: string, flag: 'w' | 'wx', mode: number, chunks: Iterable<Uint8Array>): void {
  const file = openSync(path, flag, mode);
  try {
    for (const chunk of chunks)
      for (let written = 0; written < chunk.length;) written += writeSync(file, chunk, written);
  } finally {
    closeSync(file);
  }
}
