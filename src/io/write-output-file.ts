import { lstatSync, renameSync, rmSync, statSync } from 'node:fs';
import { FleetqError } from '../errors.js';
import { reasonOf } from './system-error.js';
import { writeBytes } from './write-bytes.js';

/**
 * Writes a file that the user named, whole or not at all: whoever reads it meanwhile gets the old contents or the new.
 * What is no file (`/dev/stderr`, a FIFO) is written to as it is, and a link stays one.
 *
 * @throws FleetqError with the code `disk`
 */
export function writeOutputFile(path: string, text: string): void {
  try {
    const old = statSync(path, { throwIfNoEntry: false });
    if (old !== undefined && (!old.isFile() || lstatSync(path).isSymbolicLink())) writeAll(path, text, 'w');
    else replace(path, text, old?.mode);
  } catch (error) {
    throw new FleetqError('disk', `cannot write ${path}: ${reasonOf(error)}`, ['what was there is as it was']);
  }
}

function replace(path: string, text: string, mode?: number): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeAll(temporary, text, 'wx', mode);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeAll(path: string, text: string, flag: 'w' | 'wx', mode = 0o666): void {
  writeBytes(path, flag, mode & 0o777, [Buffer.from(text)]);
}
