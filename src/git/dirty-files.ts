import { statusOf, type StatusEntry } from './status.js';

/** Keeps the command line well below what systems allow. */
const PATHS_PER_CALL = 500;

/**
 * Those of the files whose bytes on disk git could not give back: changed, staged, conflicted, or not in git at all.
 * Files that do not exist, and files as they were committed, are clean.
 *
 * @param paths files, relative to the root; a folder stands for all changed files in it, ignored ones aside
 */
export async function dirtyFiles(root: string, paths: readonly string[]): Promise<readonly StatusEntry[]> {
  const asked = new Set(paths);
  const dirty: StatusEntry[] = [];
  for (let start = 0; start < paths.length; start += PATHS_PER_CALL) {
    dirty.push(...(await statusOf(root, paths.slice(start, start + PATHS_PER_CALL), ['--ignored=traditional'])));
  }
  return dirty
    .filter((entry) => entry.state !== 'ignored' || asked.has(entry.path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
