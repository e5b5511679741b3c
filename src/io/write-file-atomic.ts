import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.js';
import { writeBytes } from './write-bytes.js';

/**
 * Puts a file in place whole: whoever reads it sees the old contents or the new ones, never a part. Meant for files
 * that can be made again; it does not wait for the disk.
 */
export function writeFileAtomic(path: string, chunks: Iterable<Uint8Array>): void {
  makeFolder(dirname(path));
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    // One that a process of the same id left is replaced; a link that somebody else put there is never written through.
    rmSync(temporary, { force: true });
    writeBytes(temporary, 'wx', 0o600, chunks);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
