import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { crc32 as Crc32 } from 'node:zlib';
import { writeFileAtomic } from './write-file-atomic.js';

/** The last line of a file: the CRC-32 of all before it, as eight hexadecimal digits. */
const TRAILER_LENGTH = 9;

/**
 * The contents of a file that `writeChecksummed` wrote, without its last line. Null for a file that is damaged, or that
 * another user owns or could have written: what is in it is trusted.
 *
 * @throws where the file cannot be read
 */
export function readChecksummed(path: string): Buffer | null {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!isPrivate(file)) return null;
    const bytes = readFileSync(file);
    const end = bytes.length - TRAILER_LENGTH;
    if (end < 0) return null;
    const contents = bytes.subarray(0, end);
    return bytes.toString('latin1', end) === trailer(crc32(contents)) ? contents : null;
  } finally {
    closeSync(file);
  }
}

/** Writes texts one after the other, then the checksum line; the file appears whole or not at all. Throws where it cannot be written. */
export function writeChecksummed(path: string, texts: Iterable<string>): void {
  writeFileAtomic(path, withTrailer(texts));
}

// A system call for each short text would take longer than all the rest.
const CHUNK_LENGTH = 1 << 18;

function* withTrailer(texts: Iterable<string>): Generator<Buffer> {
  let checksum = 0;
  let chunk = '';
  for (const text of texts) {
    chunk += text;
    if (chunk.length < CHUNK_LENGTH) continue;
    const bytes = Buffer.from(chunk);
    checksum = crc32(bytes, checksum);
    yield bytes;
    chunk = '';
  }
  const rest = Buffer.from(chunk);
  yield rest;
  yield Buffer.from(trailer(crc32(rest, checksum)));
}

function trailer(checksum: number): string {
  return `${checksum.toString(16).padStart(8, '0')}\n`;
}

/** node:zlib takes a while to load, and an `import` of it would load all that it exports. */
const crc32: typeof Crc32 = (data, value) => process.getBuiltinModule('node:zlib').crc32(data, value);

function isPrivate(file: number): boolean {
  const stats = fstatSync(file);
  if (!stats.isFile()) return false;
  return process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o022) === 0);
}
