import { FleetqError } from '../errors.js';

/** Whether an error of Node's own, such as one of the file system, has one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** A folder that has to be listed and cannot be. */
export function folderError(folder: string, error: unknown): FleetqError {
  const reason = error instanceof Error ? error.message : String(error);
  return new FleetqError('disk', `cannot read the folder ${folder}: ${reason}`);
}
