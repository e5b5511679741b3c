import { prefixOf } from './repository.js';
import { recordsFromGit } from './run.js';

/** What `git status` says about one path, relative to the root. */
interface StatusEntry {
  readonly path: string;
  /** `staged` is in the index as it is on disk; `modified` differs from the index, deleted files included. */
  readonly state: 'staged' | 'modified' | 'conflicted' | 'untracked' | 'ignored';
}

/** Independent of the user's settings for `git status`. */
const STATUS = [
  'status',
  '--porcelain=v1',
  '-z',
  '--untracked-files=all',
  '--no-renames',
  '--ignore-submodules=dirty',
] as const;

/** Uncommitted changes under the root, a rename as its two sides. */
export async function gitStatus(
  root: string,
  paths: readonly string[],
  options: readonly string[] = [],
): Promise<readonly StatusEntry[]> {
  const [records, prefix] = await Promise.all([
    recordsFromGit(root, [...STATUS, ...options, '--', ...paths]),
    prefixOf(root),
  ]);
  return records
    .filter(({ text }) => text.startsWith(prefix, 3))
    .map(({ text }) => ({
      state: stateOf(text.slice(0, 2)),
      // Another repository inside this one is listed as a folder.
      path: text.slice(3 + prefix.length).replace(/\/$/, ''),
    }));
}

/** From the two letters of the format: the index against HEAD, the disk against the index. */
function stateOf(letters: string): StatusEntry['state'] {
  if (letters === '??') return 'untracked';
  if (letters === '!!') return 'ignored';
  if (letters.includes('U') || letters === 'AA' || letters === 'DD') return 'conflicted';
  return letters.endsWith(' ') ? 'staged' : 'modified';
}

/** Keeps the command line well below what systems allow, in characters of paths. */
const CHARACTERS_PER_CALL = 30_000;

/**
 * Those of the files whose bytes on disk git could not give back: changed, staged, conflicted, or not in git at all.
 * Files that do not exist, and files as they were committed, are clean.
 *
 * @param paths files, relative to the root; a folder stands for all changed files in it, ignored ones aside
 */
export async function dirtyFiles(root: string, paths: readonly string[]): Promise<readonly StatusEntry[]> {
  const requested = new Set(paths);
  const dirty: StatusEntry[] = [];
  for (const batch of inBatches(paths)) dirty.push(...(await gitStatus(root, batch, ['--ignored=traditional'])));
  return dirty
    .filter((entry) => entry.state !== 'ignored' || requested.has(entry.path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function* inBatches(paths: readonly string[]): Generator<readonly string[]> {
  let batch: string[] = [];
  let length = 0;
  for (const path of paths) {
    length += path.length + 1;
    if (length > CHARACTERS_PER_CALL && batch.length > 0) {
      yield batch;
      batch = [];
      length = path.length + 1;
    }
    batch.push(path);
  }
  if (batch.length > 0) yield batch;
}
