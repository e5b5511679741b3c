import { closeSync, openSync, readSync } from 'node:fs';
import { cacheFiles, type CacheFile } from './cache-files.js';
import { rootIn } from './snapshot-place.js';
import { headerIn } from './stored-file.js';

/** A file of the cache, and what it says of itself. */
export interface SurveyedFile extends CacheFile {
  /** Root of the fleet; null where the file belongs to none in particular. */
  readonly fleet: string | null;
  /** How many documents it holds; null where it does not say. */
  readonly documents: number | null;
  /** Version of fleetq that wrote it; null where it does not say. */
  readonly version: string | null;
  /** Whether this code would read it. */
  readonly inUse: boolean;
}

/** Everything that fleetq put into a cache folder, by its headers alone. */
export function surveyCache(folder: string, version: string): readonly SurveyedFile[] {
  return cacheFiles(folder).map((file) => {
    const header = headerOf(file.path);
    return {
      ...file,
      fleet: header === null ? null : rootIn(header.subject),
      documents: header?.documents ?? null,
      version: header?.version.split(' ')[0] ?? null,
      inUse: header?.version === version && file.kind !== 'leftover',
    };
  });
}

/** A header names the fleet and its globs: more than this is none. */
const LONGEST_HEADER = 1 << 16;

function headerOf(path: string): ReturnType<typeof headerIn> {
  try {
    const file = openSync(path, 'r');
    try {
      const start = Buffer.alloc(LONGEST_HEADER);
      const length = readSync(file, start, 0, start.length, 0);
      return headerIn(start.toString('utf8', 0, Math.max(0, start.subarray(0, length).indexOf('\n'))));
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
