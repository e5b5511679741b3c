import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CODE_FOLDER } from '../../io/cache-folder.js';

/** A fleet's snapshot, documents of any fleet, what a write that was cut short left, or the folder of compiled code. */
export type CacheFileKind = 'snapshot' | 'documents' | 'leftover' | 'code';

/** A file that fleetq put into the cache folder. */
export interface CacheFile {
  readonly path: string;
  readonly kind: CacheFileKind;
  readonly bytes: number;
  /** When it was written, in milliseconds since 1970. */
  readonly written: number;
}

/** Everything together may take up this many bytes, in this many files; what was written longest ago goes first. */
export const MOST_BYTES = 1 << 30;
export const MOST_FILES = 100;

/** A write takes seconds; what is left after an hour, nobody is writing any more. */
const LEFTOVER_MS = 3_600_000;

/** The files of a cache folder, oldest first. Files that others put there are not among them. */
export function cacheFiles(folder: string): readonly CacheFile[] {
  return namesIn(folder)
    .flatMap((name) => cacheFile(join(folder, name)))
    .sort((a, b) => a.written - b.written || (a.path < b.path ? -1 : 1));
}

/** Removes what is there too much or too long. */
export function trimCache(folder: string, now = Date.now()): void {
  const files = cacheFiles(folder).filter(({ kind }) => kind !== 'code');
  const abandoned = files.filter(({ kind, written }) => kind === 'leftover' && now - written > LEFTOVER_MS);
  const wanted = files.filter((file) => !abandoned.includes(file));
  let bytes = wanted.reduce((sum, file) => sum + file.bytes, 0);
  let count = wanted.length;
  const surplus = wanted.filter((file) => {
    if (bytes <= MOST_BYTES && count <= MOST_FILES) return false;
    bytes -= file.bytes;
    count--;
    return true;
  });
  removeFiles([...abandoned, ...surplus]);
}

/** Removes files and gives those that could not be removed. Files that are gone already count as removed. */
export function removeFiles(files: readonly CacheFile[]): readonly CacheFile[] {
  return files.filter(({ path, kind }) => {
    try {
      rmSync(path, { force: true, recursive: kind === 'code' });
      return false;
    } catch {
      return true;
    }
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function cacheFile(path: string): readonly CacheFile[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (basename(path) === CODE_FOLDER && stats?.isDirectory() === true)
    return [{ path, kind: 'code', bytes: bytesBelow(path), written: stats.mtimeMs }];
  const ending = /\.(?<kind>snapshot|documents)(?<leftover>\.\d+\.tmp)?$/.exec(path);
  if (ending === null || stats?.isFile() !== true) return [];
  const kind =
    ending.groups?.leftover !== undefined ? 'leftover' : ending.groups?.kind === 'documents' ? 'documents' : 'snapshot';
  return [{ path, kind, bytes: stats.size, written: stats.mtimeMs }];
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
