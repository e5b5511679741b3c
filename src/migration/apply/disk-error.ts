import { FleetqError } from '../../errors.js';

const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room, and run it again',
  EDQUOT: 'the disk quota is used up: make room, and run it again',
  EFBIG: 'a limit on file sizes is in the way (ulimit -f)',
  EROFS: 'the file system is read-only',
  EACCES: 'change the permissions, or run as the owner of the files',
  EPERM: 'change the permissions, or run as the owner of the files',
};

/** The `FleetqError` for an error of the file system, with advice where there is any. */
export function diskError(what: string, error: unknown): FleetqError {
  if (error instanceof FleetqError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const advice = ADVICE[code];
  return new FleetqError(
    'disk',
    `${what}: ${error instanceof Error ? error.message : String(error)}`,
    advice === undefined ? [] : [advice],
  );
}
