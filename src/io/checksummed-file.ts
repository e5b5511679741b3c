import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { replaceFile } from './write-file-atomic.js';

const COMPARED_AT_ONCE = 1 << 20;

/**
 * The contents of a file that holds everything twice, or null for any other file. Two halves that agree are whole: no
 * cut, no flipped bit and no half-written file leaves them so. Comparing is a fraction of what any checksum takes, which
 * would first have to be loaded or compiled.
 *
 * @throws where the file cannot be read
 */
export function readTwice(path: string): Buffer | null {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size === 0 || size % 2 !== 0) return null;
    const contents = Buffer.allocUnsafe(size / 2);
    if (readSync(file, contents, 0, contents.length, 0) !== contents.length) return null;
    return isRepeated(file, contents) ? contents : null;
  } finally {
    closeSync(file);
  }
}

/** Puts a file in place whole that holds the pieces twice. Throws where it cannot be written. */
export function writeTwice(path: string, pieces: readonly Uint8Array[]): void {
  replaceFile(path, [...pieces, ...pieces]);
}

function isRepeated(file: number, contents: Buffer): boolean {
  const block = Buffer.allocUnsafe(Math.min(contents.length, COMPARED_AT_ONCE));
  for (let start = 0; start < contents.length; start += block.length) {
    const expected = contents.subarray(start, start + block.length);
    const actual = block.subarray(0, expected.length);
    if (
      readSync(file, actual, 0, actual.length, contents.length + start) !== expected.length ||
      !actual.equals(expected)
    )
      return false;
  }
  return true;
}
