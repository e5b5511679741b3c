import { lstatSync } from 'node:fs';

/** Whether there is anything at a path, a link that leads nowhere included. False where that cannot be told. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
