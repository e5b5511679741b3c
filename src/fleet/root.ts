import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { FleetqError } from '../errors.js';
import { isThere } from '../io/is-there.js';
import { CONFIG_FILE, CONNECTORS_FOLDER } from './config.js';

/**
 * The fleet's root folder: the one asked for; else the nearest folder upward that holds the connectors or a
 * `fleetq.yaml`; else the top of the git repository.
 */
export function findRoot(workingFolder: string, asked?: string): string {
  if (asked !== undefined) return existingFolder(resolve(workingFolder, asked));
  const found =
    nearest(workingFolder, (folder) => isFleetRoot(folder)) ??
    nearest(workingFolder, (folder) => existsSync(join(folder, '.git')));
  if (found !== undefined) return found;
  throw new FleetqError('no-fleet', `there is no fleet in ${workingFolder} or above it`, [
    `looked for ${CONNECTORS_FOLDER}/ and ${CONFIG_FILE}`,
    'name the folder with --root DIR',
  ]);
}

function isFleetRoot(folder: string): boolean {
  // A `fleetq.yaml` that cannot be opened says where the root is, too: what is wrong with it is told later.
  return existsSync(join(folder, CONNECTORS_FOLDER)) || isThere(join(folder, CONFIG_FILE));
}

function existingFolder(folder: string): string {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat === undefined)
    throw new FleetqError('no-fleet', `the root ${folder} does not exist`, ['name an existing folder with --root DIR']);
  if (!stat.isDirectory())
    throw new FleetqError('no-fleet', `the root ${folder} is not a folder`, ['name the folder that holds the fleet']);
  return folder;
}

function nearest(start: string, accepts: (folder: string) => boolean): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (accepts(folder)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
