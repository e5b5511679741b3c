import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.js';

/**
 * Puts a file in place whole: whoever reads it sees the old contents or the new ones, never a part. Meant for files
 * that can be made again; it does not wait for the disk.
 */
export function writeFileAtomic(path: string, chunks: Iterable<Uint8Array>): void {
  makeFolder(dirname(path));
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeChunks(temporary, chunks);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeChunks(path: string, chunks: Iterable<Uint8Array>): void {
  // One that a process of the same id left is replaced; a link that somebody else put there is never written through.
  rmSync(path, { force: true });
  const file = openSync(path, 'wx', 0o600);
  try {
    for (const chunk of chunks) {
      // One call may write less than it was given.
      for (let written = 0; written < chunk.length;) written += writeSync(file, chunk, written);
    }
  } finally {
    closeSync(file);
  }
}
