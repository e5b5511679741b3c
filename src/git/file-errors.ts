/** Why a path of a commit cannot be read, in the words that Node uses for the same on disk. */
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

export const tooManyLinks = (path: string): CommitFileError =>
  new CommitFileError('ELOOP', `ELOOP: too many symbolic links encountered, open '${path}'`);

/** On disk such a link may lead somewhere; what it finds there is no part of the commit. */
export const leadsOutside = (path: string): CommitFileError =>
  new CommitFileError('ENOENT', `a symbolic link that leads outside the commit, open '${path}'`);
