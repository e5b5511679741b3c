import { FleetqError } from '../errors.js';
import { hasCode } from '../io/system-error.js';

/** What a look into a folder of the work tree gives; `absent` where there is no such folder. Throws a `disk` error where it cannot be read. */
export function inFolder<T>(folder: string, look: () => T, absent: T): T {
  try {
    return look();
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return absent;
    throw new FleetqError(
      'disk',
      `cannot read the folder ${folder}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
