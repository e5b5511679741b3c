import { FleetqError } from '../errors.js';

/** Whether an error of Node's own, such as one of the file system, has one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** A folder that has to be listed and cannot be. */
export function folderError(folder: string, error: unknown): FleetqError {
  return new FleetqError('disk', `cannot read the folder ${folder}: ${reasonOf(error)}`);
}

/** Node puts the absolute path into its message; ours names the relative one already. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message.replace(/,? \w+ '[^]*'$/, '');
}
