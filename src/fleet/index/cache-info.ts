import { closeSync, openSync, readSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { INDEX_SUFFIX, rootIn } from './index-file.js';
import { type IndexHeader, decodeHeader } from './index-format.js';

/** A fleet's index, or what a write that was cut short left behind. */
type CacheFileKind = 'index' | 'temporary';

/** A file that fleetq put into the cache folder. */
export interface CacheFile {
  readonly path: string;
  readonly kind: CacheFileKind;
  readonly bytes: number;
  /** When it was written, in milliseconds since 1970. */
  readonly written: number;
}

/** A file of the cache, and what it says of itself. */
export interface CacheFileInfo extends CacheFile {
  /** Root of the fleet; null where the file does not say. */
  readonly fleet: string | null;
  /** How many metadata files it holds; null where it does not say. */
  readonly documents: number | null;
  /** Version of fleetq that wrote it; null where it does not say. */
  readonly version: string | null;
  /** Whether this version of fleetq would read it. */
  readonly inUse: boolean;
}

/** The cache may take up this many bytes, in this many files; what was written longest ago is evicted first. */
const MAX_BYTES = 1 << 30;
export const MAX_FILES = 100;

/** A write takes seconds: after an hour, nobody is writing the file any more. */
const STALE_AFTER_MS = 3_600_000;

/** The files that fleetq put into a cache folder, oldest first. Files of others are not among them. */
export function cacheFiles(folder: string): readonly CacheFile[] {
  return namesIn(folder)
    .flatMap((name) => cacheFile(join(folder, name)) ?? [])
    .sort((a, b) => a.written - b.written || (a.path < b.path ? -1 : 1));
}

/** Everything that fleetq put into a cache folder, by the first lines alone. */
export function cacheInfo(folder: string, version: string): readonly CacheFileInfo[] {
  return cacheFiles(folder).map((file) => {
    const header = readHeader(file.path);
    return {
      ...file,
      fleet: header === null ? null : rootIn(header.fleet),
      documents: header?.entries ?? null,
      version: header?.version.split(' ')[0] ?? null,
      inUse: header?.version === version && file.kind === 'index',
    };
  });
}

/** Removes stale temporary files, and what is more than the cache may hold. */
export function evict(folder: string, now = Date.now()): void {
  const files = cacheFiles(folder);
  const stale = files.filter(({ kind, written }) => kind === 'temporary' && now - written > STALE_AFTER_MS);
  const wanted = files.filter((file) => !stale.includes(file));
  let bytes = wanted.reduce((sum, file) => sum + file.bytes, 0);
  let count = wanted.length;
  const evicted = wanted.filter((file) => {
    if (bytes <= MAX_BYTES && count <= MAX_FILES) return false;
    bytes -= file.bytes;
    count--;
    return true;
  });
  removeFiles([...stale, ...evicted]);
}

/** Removes files, and returns those that could not be removed. Files that are gone already count as removed. */
export function removeFiles(files: readonly CacheFile[]): readonly CacheFile[] {
  return files.filter(({ path }) => {
    try {
      rmSync(path, { force: true });
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

function cacheFile(path: string): CacheFile | undefined {
  const isTemporary = /\.\d+\.tmp$/.test(path);
  if (!path.replace(/\.\d+\.tmp$/, '').endsWith(INDEX_SUFFIX)) return undefined;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true) return undefined;
  return { path, kind: isTemporary ? 'temporary' : 'index', bytes: stats.size, written: stats.mtimeMs };
}

/** A header names the fleet, its globs and the folders searched: more than this is none, in bytes. */
const MAX_HEADER = 1 << 20;

function readHeader(path: string): IndexHeader | null {
  try {
    const file = openSync(path, 'r');
    try {
      const start = Buffer.alloc(MAX_HEADER);
      const length = readSync(file, start, 0, start.length, 0);
      return decodeHeader(start.toString('utf8', 0, Math.max(0, start.subarray(0, length).indexOf('\n'))));
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
