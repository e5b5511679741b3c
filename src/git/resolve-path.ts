import type { CommitEntry, CommitFile, CommitFolder } from './ls-tree.js';

/** What a path leads to once every symbolic link on the way is followed. */
export type ResolvedEntry = CommitFile | CommitFolder;

/** Linux's own limit. */
const MAX_LINKS = 40;

/**
 * Resolves a path from the top folder as the system does on disk: links are followed wherever they stand, relative to
 * their own folder, and `..` goes to the folder above the one reached. Rejects with a `CommitFileError`.
 *
 * @param linkTarget reads the blob of a symbolic link
 */
export async function resolvePath(
  top: CommitFolder,
  path: string,
  linkTarget: (blob: string) => Promise<string>,
): Promise<ResolvedEntry> {
  const parents: CommitFolder[] = [];
  let here: ResolvedEntry = top;
  let links = 0;
  const left = reversedSteps(path);
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
      if (++links > MAX_LINKS) throw tooManyLinks(path);
      const target = await linkTarget(entry.blob);
      if (target.startsWith('/')) throw leadsOutside(path);
      left.push(...reversedSteps(target));
      continue;
    }
    parents.push(here);
    here = entry;
  }
  return here;
}

function reversedSteps(path: string): string[] {
  return path
    .split('/')
    .filter((step) => step !== '' && step !== '.')
    .reverse();
}

/** Why a path of a commit cannot be read, with the code and the message that Node gives for the same on disk. */
export class CommitFileError extends Error {
  override readonly name = 'CommitFileError';

  constructor(
    readonly code: 'ENOENT' | 'ENOTDIR' | 'EISDIR' | 'ELOOP',
    message: string,
  ) {
    super(message);
  }
}

export const noSuchFile = (path: string): CommitFileError =>
  new CommitFileError('ENOENT', `ENOENT: no such file or directory, open '${path}'`);

export const notAFolder = (path: string): CommitFileError =>
  new CommitFileError('ENOTDIR', `ENOTDIR: not a directory, open '${path}'`);

export const isAFolder = (): CommitFileError =>
  new CommitFileError('EISDIR', 'EISDIR: illegal operation on a directory, read');

const tooManyLinks = (path: string): CommitFileError =>
  new CommitFileError('ELOOP', `ELOOP: too many symbolic links encountered, open '${path}'`);

/** On disk the link may lead somewhere; what it finds there is no part of the commit. */
export const leadsOutside = (path: string): CommitFileError =>
  new CommitFileError('ENOENT', `a symbolic link that leads outside the commit, open '${path}'`);
