import { basename, join } from 'node:path';
import { readChecksummed, writeChecksummed } from '../../io/checksummed-file.js';
import type { FleetConfig } from '../config.js';
import { type FleetIndex, decodeIndex, encodeIndex } from './index-format.js';

/** Where the index of one fleet is kept, and what it has to say of itself to be used. */
export interface IndexFile {
  readonly path: string;
  readonly version: string;
  readonly fleet: string;
}

export const INDEX_SUFFIX = '.index';

export const EMPTY_INDEX: FleetIndex = { searched: null, entries: [] };

/** The file in a cache folder for the fleet with this root and configuration. */
export function indexFile(
  folder: string,
  version: string,
  root: string,
  { metadata, ignore, dataKey, nameFrom }: FleetConfig,
): IndexFile {
  const fleet = JSON.stringify([root, metadata, ignore, dataKey, nameFrom]);
  const name = basename(root)
    .replace(/[^\w.-]/g, '_')
    .slice(0, 40);
  return { path: join(folder, `${name}-${hash(fleet)}${INDEX_SUFFIX}`), version, fleet };
}

/** The stored index; an empty one where there is none, or it is foreign, of another version, or damaged. */
export function loadIndex({ path, version, fleet }: IndexFile): FleetIndex {
  try {
    const bytes = readChecksummed(path);
    return (bytes === null ? null : decodeIndex(bytes, { version, fleet })) ?? EMPTY_INDEX;
  } catch {
    return EMPTY_INDEX;
  }
}

/** A cache that cannot be written costs time, not the answer: a failure is left alone. */
export function storeIndex({ path, version, fleet }: IndexFile, index: FleetIndex): void {
  try {
    writeChecksummed(path, encodeIndex(index, { version, fleet }));
  } catch {
    // The next run reads the fleet anew.
  }
}

/** The root in the `fleet` of an index header; null for what is no fleet's. */
export function rootIn(fleet: string): string | null {
  try {
    const parts: unknown = JSON.parse(fleet);
    const root: unknown = Array.isArray(parts) ? parts[0] : null;
    return typeof root === 'string' ? root : null;
  } catch {
    return null;
  }
}

/** FNV-1a: it only has to name a file, whose header says for certain which fleet it is of. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}
