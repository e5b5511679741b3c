/**
 * - `absent`: there is no such file
 * - `folder`, `special`: something else than a regular file
 * - `dangling`: a symbolic link to nothing
 * - `outside`: a symbolic link leads out of the fleet
 * - `loop`: symbolic links that lead to one another
 * - `too-large`: more bytes than are read
 * - `denied`: the system refuses it
 */
export type UnreadableCode = 'absent' | 'folder' | 'special' | 'dangling' | 'outside' | 'loop' | 'too-large' | 'denied';

/** Why a file of a fleet is not read. The message goes on from its path: `is a folder, not a file`. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';

  constructor(
    readonly code: UnreadableCode,
    message: string,
  ) {
    super(message);
  }
}

/** Names that are not UTF-8 are listed with replacement characters, and nothing is found under those. */
export const absent = (path: string): UnreadableFileError =>
  path.includes('\ufffd')
    ? new UnreadableFileError('special', 'has a name that is not UTF-8, and cannot be opened')
    : new UnreadableFileError('absent', 'does not exist');

export const isFolder = (): UnreadableFileError => new UnreadableFileError('folder', 'is a folder, not a file');

export const isDangling = (): UnreadableFileError =>
  new UnreadableFileError('dangling', 'is a symbolic link to nothing');

export const leadsOutside = (): UnreadableFileError =>
  new UnreadableFileError('outside', 'leads out of the fleet, and is not read');

export const isLoop = (): UnreadableFileError =>
  new UnreadableFileError('loop', 'is a symbolic link that leads back to itself');

export const isTooLarge = (limit: number, size?: number): UnreadableFileError =>
  new UnreadableFileError(
    'too-large',
    `${size === undefined ? 'grows' : `has ${size} bytes`}; at most ${limit} are read`,
  );

/** What `read` gives, or null where there is no such file. Rejects for whatever else keeps it from being read. */
export async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableFileError && error.code === 'absent') return null;
    throw error;
  }
}

/** What `read` gives, or why the file cannot be read. */
export async function orUnreadable<T>(read: Promise<T>): Promise<T | UnreadableFileError> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof UnreadableFileError) return error;
    throw error;
  }
}
