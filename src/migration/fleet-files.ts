import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fleet } from '../fleet/fleet.js';
import { revisionTree } from '../git/revision-tree.js';
import { hasCode } from '../io/system-error.js';

/** Files of a fleet beside the metadata, from where the fleet itself was read. */
export interface FleetFiles {
  /** The bytes of a file, by its path relative to the root, or null where there is none. */
  readonly read: (path: string) => Promise<Uint8Array | null>;
  readonly close: () => Promise<void>;
}

export async function openFiles(fleet: Fleet): Promise<FleetFiles> {
  if (fleet.revision === null)
    return { read: (path) => readIfThere(join(fleet.root, path)), close: () => Promise.resolve() };
  const files = await revisionTree(fleet.root, fleet.revision);
  return { read: (path) => files.readIfPresent(path), close: () => files.close() };
}

/** The bytes of a file on disk, or null where there is none. */
export async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EISDIR')) return null;
    throw error;
  }
}
