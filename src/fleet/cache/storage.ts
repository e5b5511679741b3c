import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { replaceFile } from '../../outside/replace-file.js';
import { decodeSnapshot, EMPTY_SNAPSHOT, encodeSnapshot, type Snapshot } from './snapshot.js';

/** Raise it whenever what is stored, or what reading a file gives, changes: older snapshots are then left alone. */
const STORED_VERSION = 1;

/** Where the snapshot of one fleet lies. */
export interface SnapshotPlace {
  readonly file: string;
  /** What the snapshot is of. Another fleet's snapshot under the same name is not used. */
  readonly fleet: string;
}

/** The place of a fleet's snapshot in a cache folder; the fleet is named by its root and what else decides its answers. */
export function snapshotPlace(cacheFolder: string, root: string, layout: unknown): SnapshotPlace {
  const fleet = JSON.stringify([root, layout]);
  const name = basename(root).replace(/[^\w.-]/g, '_').slice(0, 40);
  return { file: join(cacheFolder, `${name}-${checksum(fleet)}.snapshot`), fleet };
}

/** The stored snapshot; an empty one where there is none, or where it is foreign, of another version, cut short or damaged. */
export function loadSnapshot({ file, fleet }: SnapshotPlace): Snapshot {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    return text.slice(0, end) === header(fleet, body) ? decodeSnapshot(body) : EMPTY_SNAPSHOT;
  } catch {
    return EMPTY_SNAPSHOT;
  }
}

/** Stores a snapshot. A cache that cannot be written costs time, not the answer: failures are left alone. */
export function storeSnapshot({ file, fleet }: SnapshotPlace, snapshot: Snapshot): void {
  const body = encodeSnapshot(snapshot);
  try {
    replaceFile(file, `${header(fleet, body)}\n${body}`);
  } catch {
    // The next run reads the metadata again.
  }
}

function header(fleet: string, body: string): string {
  return JSON.stringify({ fleetqSnapshot: STORED_VERSION, fleet, checksum: checksum(body) });
}

/** FNV-1a over UTF-16 code units: it tells damage from intent, and needs nothing loaded (zlib's would take 3 ms). */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
