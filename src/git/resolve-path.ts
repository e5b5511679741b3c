import { absent, isDangling, isLoop, leadsOutside } from '../io/unreadable-file.js';
import type { CommitEntry, CommitFile, CommitFolder } from './ls-tree.js';

/** What a path leads to once every symbolic link on the way is followed. */
export type ResolvedEntry = CommitFile | CommitFolder;

/** Linux's own limit. */
const MAX_LINKS = 40;

/**
 * Resolves a path from the top folder as the system does on disk: links are followed wherever they stand, relative to
 * their own folder, and `..` goes to the folder above the one reached. Rejects with an `UnreadableFileError`, also where
 * the path ends outside of the folder `within`.
 *
 * @param within path from the top; empty for the top itself
 * @param linkTarget reads the blob of a symbolic link
 */
export async function resolvePath(
  top: CommitFolder,
  within: string,
  path: string,
  linkTarget: (blob: string) => Promise<string>,
): Promise<ResolvedEntry> {
  const parents: { readonly folder: CommitFolder; readonly name: string }[] = [];
  let here: ResolvedEntry = top;
  let links = 0;
  const left = reversedSteps(path);
  // How many steps of the path itself are left once the target of a link has been followed.
  let afterLink = Infinity;
  for (let step = left.pop(); step !== undefined; step = left.pop()) {
    const isOfLink = left.length >= afterLink;
    if (!isOfLink) afterLink = Infinity;
    if (here.kind !== 'folder') throw isOfLink ? isDangling() : absent(path);
    if (step === '..') {
      const parent = parents.pop();
      if (parent === undefined) throw leadsOutside();
      here = parent.folder;
      continue;
    }
    const entry: CommitEntry | undefined = here.entries.get(step);
    if (entry === undefined || entry.kind === 'unreachable') throw isOfLink ? isDangling() : absent(path);
    if (entry.kind === 'link') {
      if (++links > MAX_LINKS) throw isLoop();
      const target = await linkTarget(entry.blob);
      if (target.startsWith('/')) throw leadsOutside();
      if (!isOfLink) afterLink = left.length;
      left.push(...reversedSteps(target));
      continue;
    }
    parents.push({ folder: here, name: step });
    here = entry;
  }
  const reached = parents.map(({ name }) => name);
  if (
    !reversedSteps(within)
      .reverse()
      .every((step, index) => reached[index] === step)
  )
    throw leadsOutside();
  return here;
}

function reversedSteps(path: string): string[] {
  return path
    .split('/')
    .filter((step) => step !== '' && step !== '.')
    .reverse();
}
