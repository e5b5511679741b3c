import { posix } from 'node:path';
import { readMetadata, type MetadataResult } from '../../metadata/read.js';
import type { Connector } from '../connector.js';
import type { FileTree } from '../file-tree.js';
import type { Fleet } from '../fleet.js';
import type { Layout } from '../layout.js';
import { fleetFrom, nextTurn, READ_TOGETHER, type OnProgress } from '../scan.js';
import { scanFile, type ScannedFile } from '../scan-file.js';
import { workTree } from '../work-tree.js';
import { blobId } from './blob-id.js';
import { currentFiles } from './current-files.js';
import type { DocumentStore } from './document-store.js';
import { fingerprintOf, isUnchanged, SETTLED_AFTER_MS, type Fingerprint } from './fingerprint.js';
import { documentOf, encodedDocument, NO_DOCUMENT, scannedFrom } from './remembered-file.js';
import { seenAgain, snapshotOf, type RememberedFile, type SeenFile, type SeenFolder, type Snapshot } from './snapshot.js';

/** A work tree that is read only where it may have changed since a snapshot was taken of it. */
export interface RememberingFleet {
  readonly tree: FileTree;
  readonly scan: (onProgress?: OnProgress) => Promise<Fleet>;
  /** The snapshot of what the scan has seen, or null where it is not worth being stored. */
  readonly newSnapshot: () => Snapshot | null;
}

export interface Memory {
  readonly snapshot: Snapshot;
  /** Documents that were read before, in whatever tree. */
  readonly documents: Pick<DocumentStore, 'find'>;
  /** See `SETTLED_AFTER_MS`. */
  readonly settledAfterMs?: number;
  /** See `currentFiles`. */
  readonly worthAThread?: number;
}

/** A snapshot is written anew when more than this share of its files has changed; until then these are read again. */
const WORTH_STORING = 1 / 1_000;

export function rememberingFleet(root: string, layout: Layout, { snapshot, documents, settledAfterMs = SETTLED_AFTER_MS, worthAThread }: Memory): RememberingFleet {
  const inRoot = `${root}/`;
  const place = { root, revision: null };
  const fingerprint = (path: string): Fingerprint => fingerprintOf(inRoot + path, settledAfterMs);
  let newSnapshot: Snapshot | null = null;

  // Before a folder is listed, so that a change in between shows the next time.
  let listed: SeenFolder[] = [];
  const disk = workTree(root, (folder) => listed.push([folder, fingerprint(folder)]));

  const isSearchCurrent = (): boolean => snapshot.searched?.every((folder, index) => isUnchanged(inRoot + folder, snapshot.fingerprints, index)) === true;

  /** Looks at a file on the disk; nothing is to be remembered of one that cannot be opened. */
  const look = async (path: string, old: RememberedFile | undefined): Promise<readonly [ScannedFile, SeenFile | null]> => {
    const before = fingerprint(path);
    listed = [];
    let read: { readonly blob: string; readonly result: MetadataResult } | undefined;
    const scanned = await scanFile(disk, layout, async () => {
      const bytes = await disk.read(path);
      const blob = await blobId(bytes);
      // The same bytes under new times: a checkout, a touch, or a file that had only just been written.
      const remembered = old?.blob === blob ? documentOf(old) : documents.find(blob);
      read = { blob, result: remembered ?? (await readMetadata(bytes)) };
      return read.result;
    }, path);
    if (read === undefined) return [scanned, null];
    const seen = seenFile(path, scanned, read, [before, listed]);
    // What was decoded is let go: most of it nobody asks for, and in a large fleet it would fill the memory.
    return [scannedFrom(seen, layout), seen];
  };

  const scanChanged = async (current: ReadonlySet<RememberedFile>, onProgress?: OnProgress): Promise<Fleet> => {
    const known = new Map(snapshot.files.map((file) => [file.path, file]));
    listed = [];
    const paths = await disk.find(layout.metadata, layout.ignore);
    const searched = listed;
    const scanned: ScannedFile[] = [];
    const seen: SeenFile[] = [];
    let changes = 0;
    for (const [index, path] of paths.entries()) {
      const old = known.get(path);
      const isOld = old !== undefined && current.has(old);
      const [file, remembered] = isOld ? [scannedFrom(old, layout), seenAgain(old, snapshot)] : await look(path, old);
      scanned.push(file);
      if (remembered !== null) seen.push(remembered);
      if (!isOld && remembered !== null) changes++;
      if (onProgress === undefined || index % READ_TOGETHER !== 0) continue;
      onProgress(index, paths.length);
      await nextTurn();
    }
    // A file that could not be opened has no fingerprint to tell that it is still there.
    const searchedWholly = seen.length === scanned.length ? searched : null;
    const searchHolds = searchedWholly === null ? snapshot.searched === null : isSearchCurrent();
    const isSame = searchHolds && seen.length === snapshot.files.length && changes <= seen.length * WORTH_STORING;
    const fleet = fleetFrom(place, layout, scanned);
    newSnapshot = isSame || seen.length === 0 ? null : snapshotOf(searchedWholly, inOrderOf(fleet, seen));
    return fleet;
  };

  return {
    tree: {
      ...workTree(root),
      async find(globs, ignore) {
        const isOurs = globs === layout.metadata && ignore === layout.ignore && isSearchCurrent();
        return isOurs && snapshot.files.every(({ path, place: first }) => isUnchanged(inRoot + path, snapshot.fingerprints, first))
          ? snapshot.files.map(({ path }) => path).sort()
          : workTree(root).find(globs, ignore);
      },
    },
    async scan(onProgress) {
      const current = await currentFiles(root, snapshot, worthAThread);
      // That a file is still the same says that it would still be found.
      if (current.length < snapshot.files.length || !isSearchCurrent()) return scanChanged(new Set(current), onProgress);
      return fleetFrom(place, layout, current.map((file) => scannedFrom(file, layout)));
    },
    newSnapshot: () => newSnapshot,
  };
}

function seenFile(path: string, { connector, unreadable }: ScannedFile, { blob, result }: { blob: string; result: MetadataResult }, [file, folders]: readonly [Fingerprint, readonly SeenFolder[]]): SeenFile {
  const above = posix.dirname(path).length;
  return {
    path,
    blob,
    listed: folders.map(([folder]) => folder.slice(above)),
    fingerprints: [file, ...folders.map(([, fingerprint]) => fingerprint)],
    outcome: connector === undefined ? (unreadable?.error ?? '') : knownOf(connector),
    warnings: result.ok ? result.warnings : [],
    document: connector !== undefined && result.ok ? encodedDocument(result.document) : NO_DOCUMENT,
  };
}

function inOrderOf({ connectors }: Fleet, seen: readonly SeenFile[]): readonly SeenFile[] {
  const places = new Map(connectors.map(({ metadataPath }, index) => [metadataPath, index]));
  const placeOf = ({ path }: SeenFile): number => places.get(path) ?? places.size;
  return [...seen].sort((a, b) => placeOf(a) - placeOf(b));
}

function knownOf({ data: _data, ...known }: Connector): Omit<Connector, 'data'> {
  return known;
}
