import { leadsOutside, noSuchFile, notAFolder, tooManyLinks } from './file-errors.js';
import type { CommitEntry, CommitFile, CommitFolder } from './listing.js';

/** What a path leads to once every symbolic link on the way is followed. */
export type Reached = CommitFile | CommitFolder;

/** As Linux has it. */
const MOST_LINKS = 40;

/**
 * Walks a path from the top folder as the system walks one on disk: links are followed wherever they stand, relative to
 * their own folder, and `..` goes to the folder above the one reached. Rejects with a `CommitFileError`.
 */
export async function follow(
  top: CommitFolder,
  path: string,
  targetOf: (blob: string) => Promise<string>,
): Promise<Reached> {
  const parents: CommitFolder[] = [];
  let here: Reached = top;
  let links = 0;
  const left = stepsOf(path);
  for (let step = left.pop(); step !== undefined; step = left.pop()) {
    if (here.kind !== 'folder') throw notAFolder(path);
    if (step === '..') {
      const parent = parents.pop();
      if (parent === undefined) throw leadsOutside(path);
      here = parent;
      continue;
    }
    const entry: CommitEntry | undefined = here.entries.get(step);
    if (entry === undefined || entry.kind === 'unreachable') throw noSuchFile(path);
    if (entry.kind === 'link') {
      if (++links > MOST_LINKS) throw tooManyLinks(path);
      const target = await targetOf(entry.blob);
      if (target.startsWith('/')) throw leadsOutside(path);
      left.push(...stepsOf(target));
      continue;
    }
    parents.push(here);
    here = entry;
  }
  return here;
}

/** The steps of a path, last first. */
function stepsOf(path: string): string[] {
  return path
    .split('/')
    .filter((step) => step !== '' && step !== '.')
    .reverse();
}
