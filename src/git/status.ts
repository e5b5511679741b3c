import { recordsOf } from './records.js';
import { prefixOf } from './repository.js';
import { runGit } from './run.js';

/** What `git status` says about one path, relative to the root. */
export interface StatusEntry {
  readonly path: string;
  readonly state: FileState;
}

/** `staged` is in the index as it is on disk; `modified` differs from the index, deleted files included. */
export type FileState = 'staged' | 'modified' | 'conflicted' | 'untracked' | 'ignored';

/** Uncommitted changes under the root, a rename as its two sides. Settings of the user do not change the answer. */
export async function statusOf(
  root: string,
  paths: readonly string[],
  options: readonly string[] = [],
): Promise<readonly StatusEntry[]> {
  const fixed = [
    'status',
    '--porcelain=v1',
    '-z',
    '--untracked-files=all',
    '--no-renames',
    '--ignore-submodules=dirty',
  ];
  const [{ stdout }, prefix] = await Promise.all([
    runGit(root, [...fixed, ...options, '--', ...paths]),
    prefixOf(root),
  ]);
  return recordsOf(stdout)
    .filter(({ text }) => text.startsWith(prefix, 3))
    .map(({ text }) => ({
      state: stateFrom(text.slice(0, 2)),
      // Another repository inside this one is listed as a folder.
      path: text.slice(3 + prefix.length).replace(/\/$/, ''),
    }));
}

/** From the two letters of the format: the index against HEAD, the disk against the index. */
function stateFrom(letters: string): FileState {
  if (letters === '??') return 'untracked';
  if (letters === '!!') return 'ignored';
  if (letters.includes('U') || letters === 'AA' || letters === 'DD') return 'conflicted';
  return letters.endsWith(' ') ? 'staged' : 'modified';
}
