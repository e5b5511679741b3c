import { basename, join } from 'node:path';
import type { FleetConfig } from '../config.js';
import type { Sighting } from './seen.js';
import { decodeSnapshot, encodeSnapshot } from './snapshot-form.js';
import { EMPTY_SNAPSHOT, type Snapshot } from './snapshot.js';
import { readStored, writeStored } from './stored-file.js';

/** Where the snapshot of one fleet lies. */
export interface SnapshotPlace {
  readonly file: string;
  readonly version: string;
  /** What the snapshot is of. Another fleet's snapshot under the same name is not used. */
  readonly subject: string;
}

/** The place of a fleet's snapshot in a cache folder; the fleet is its root and what of its config decides what is read. */
export function snapshotPlace(
  folder: string,
  version: string,
  root: string,
  { metadata, ignore, dataKey, nameFrom }: FleetConfig,
): SnapshotPlace {
  const subject = JSON.stringify([root, metadata, ignore, dataKey, nameFrom]);
  const name = basename(root)
    .replace(/[^\w.-]/g, '_')
    .slice(0, 40);
  return { file: join(folder, `${name}-${short(subject)}.snapshot`), version, subject };
}

/** The stored snapshot; an empty one where there is none, or where it is foreign, of another version, cut short or damaged. */
export function loadSnapshot({ file, version, subject }: SnapshotPlace): Snapshot {
  const parts = readStored(file, { version, subject });
  if (parts === null) return EMPTY_SNAPSHOT;
  try {
    return decodeSnapshot(parts);
  } catch {
    return EMPTY_SNAPSHOT;
  }
}

export function storeSnapshot({ file, version, subject }: SnapshotPlace, sighting: Sighting): void {
  writeStored(file, { version, subject, documents: sighting.files.length }, encodeSnapshot(sighting));
}

/** The root of the fleet that a snapshot is of, from its header; null for what is no snapshot's. */
export function rootIn(subject: string): string | null {
  try {
    const parts: unknown = JSON.parse(subject);
    const root: unknown = Array.isArray(parts) ? parts[0] : null;
    return typeof root === 'string' ? root : null;
  } catch {
    return null;
  }
}

/** FNV-1a: a name for a file, which the subject in its header makes sure of. */
function short(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
