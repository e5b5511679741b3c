import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Puts a file in place whole: whoever reads it sees the old contents or the new ones, never a part. Meant for files
 * that can be made again; it does not wait for the disk.
 */
export function replaceFile(path: string, pieces: readonly Uint8Array[]): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writePieces(temporary, pieces);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

// A piece for each document would be a system call for each.
const WRITTEN_AT_ONCE = 1 << 22;

function writePieces(path: string, pieces: readonly Uint8Array[]): void {
  const file = openSync(path, 'w', 0o600);
  try {
    for (let first = 0, next = 0; first < pieces.length; first = next) {
      let length = 0;
      while (next < pieces.length && (length < WRITTEN_AT_ONCE || next === first))
        length += pieces[next++]?.length ?? 0;
      writeWhole(file, Buffer.concat(pieces.slice(first, next), length));
    }
  } finally {
    closeSync(file);
  }
}

/** One call may write less than it was given. */
function writeWhole(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
}
