import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { hasCode } from './system-error.js';

/**
 * Makes a folder with those above it, for its user alone unless `mode` says otherwise. Node's own `recursive` never ends where a folder that is there
 * takes no others, such as `/proc`.
 *
 * @throws where it cannot be made, or something else stands in its place
 */
export function makeFolder(path: string, mode = 0o700): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return;
  if (dirname(path) !== path) makeFolder(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another process may have made it just now.
    if (!hasCode(error, 'EEXIST') || statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
}
