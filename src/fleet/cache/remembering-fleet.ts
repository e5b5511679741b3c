import { type MetadataResult, readMetadata } from '../../metadata/read.js';
import type { FleetConfig } from '../config.js';
import { extractFields } from '../connector.js';
import type { FileTree } from '../file-tree.js';
import type { Fleet } from '../fleet.js';
import { type ScannedFile, locationOf, scanFile } from '../scan-file.js';
import { type OnProgress, READ_TOGETHER, fleetFrom, nextTurn } from '../scan.js';
import { workTree } from '../work-tree.js';
import { blobId } from './blob-id.js';
import { currentFiles } from './current-files.js';
import type { DocumentStore } from './document-store.js';
import { NO_DOCUMENT, documentOf, encodedDocument } from './documents.js';
import { type Fingerprint, SETTLED_AFTER_MS, areUnchanged, fingerprintOf, isUnchanged } from './fingerprint.js';
import type { RememberedFile } from './remembered-file.js';
import { Scanned } from './scanned.js';
import type { SeenFile, SeenFolder, Sighting } from './seen.js';
import { type Found, nextSighting } from './sighting.js';
import type { Snapshot } from './snapshot.js';
import { Surroundings } from './surroundings.js';

/** A work tree that is read only where it may have changed since a snapshot was taken of it. */
export interface RememberingFleet {
  readonly tree: FileTree;
  readonly scan: (onProgress?: OnProgress) => Promise<Fleet>;
  /** What this run has seen, to be asked for when the work is done; null where it is not worth being stored. */
  readonly sighting: () => Sighting | null;
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

export function rememberingFleet(
  root: string,
  config: FleetConfig,
  { snapshot, documents, settledAfterMs = SETTLED_AFTER_MS, worthAThread }: Memory,
): RememberingFleet {
  const inRoot = `${root}/`;
  const fingerprint = (path: string): Fingerprint => fingerprintOf(inRoot + path, settledAfterMs);
  const disk = workTree(root);
  const surroundings = new Surroundings(root, snapshot.fingerprints, settledAfterMs);
  const scannedFiles = new Scanned(root, config, snapshot, surroundings);
  let found: Found | null = null;

  const isSearchCurrent = (): boolean =>
    snapshot.searched !== null && areUnchanged(root, snapshot.searched, snapshot.fingerprints, 0);

  /** Reads a file anew; nothing is to be remembered of one that cannot be opened. */
  const look = async (
    path: string,
    old: RememberedFile | undefined,
  ): Promise<readonly [ScannedFile, SeenFile | null]> => {
    const before = fingerprint(path);
    let read: { readonly blob: string; readonly result: MetadataResult } | undefined;
    const scanned = await scanFile(
      disk,
      config,
      async () => {
        const bytes = await disk.read(path);
        const blob = blobId(bytes);
        // The same bytes under new times: a checkout, a touch, or a file that had only just been written.
        const remembered = old?.blob === blob ? documentOf(old) : documents.find(blob);
        read = { blob, result: remembered ?? (await readMetadata(bytes)) };
        return read.result;
      },
      path,
    );
    if (read === undefined) return [scanned, null];
    const seen = seenFile(path, before, scanned, read);
    return [scannedFiles.read(seen), seen];
  };

  const scanChanged = async (current: ReadonlySet<RememberedFile>, onProgress?: OnProgress): Promise<Fleet> => {
    const known = new Map(snapshot.files.map((file) => [file.path, file]));
    // Before a folder is listed, so that a change in between shows the next time.
    const searched: SeenFolder[] = [];
    const paths = await workTree(root, (folder) => searched.push([folder, fingerprint(folder)])).find(
      config.metadata,
      config.ignore,
    );
    const scanned: ScannedFile[] = [];
    const files: (SeenFile | RememberedFile)[] = [];
    for (const [index, path] of paths.entries()) {
      const old = known.get(path);
      const isOld = old !== undefined && current.has(old);
      const [file, seen] = isOld ? [scannedFiles.again(old), old] : await look(path, old);
      scanned.push(file);
      if (seen !== null) files.push(seen);
      if (onProgress === undefined || index % READ_TOGETHER !== 0) continue;
      onProgress(index, paths.length);
      await nextTurn();
    }
    const fleet = fleetFrom({ root, revision: null }, config, scanned);
    // A file that could not be opened has no fingerprint to tell that it is still there.
    found = {
      searched: files.length === scanned.length ? searched : null,
      isSearchSame: isSearchCurrent(),
      files,
      fleet,
    };
    return fleet;
  };

  return {
    tree: {
      ...disk,
      async find(globs, ignore) {
        const isOurs = globs === config.metadata && ignore === config.ignore && isSearchCurrent();
        return isOurs &&
          snapshot.files.every(({ path, place: first }) => isUnchanged(inRoot + path, snapshot.fingerprints, first))
          ? snapshot.files.map(({ path }) => path).sort()
          : disk.find(globs, ignore);
      },
    },
    async scan(onProgress) {
      const current = await currentFiles(root, snapshot, worthAThread);
      // That a file is still the same says that it would still be found.
      if (current.length < snapshot.files.length || !isSearchCurrent())
        return scanChanged(new Set(current), onProgress);
      return scannedFiles.wholeFleet();
    },
    sighting: () => nextSighting(snapshot, found, surroundings, (path) => locationOf(path, config)),
  };
}

function seenFile(
  path: string,
  fingerprint: Fingerprint,
  { connector, unreadable }: ScannedFile,
  { blob, result }: { blob: string; result: MetadataResult },
): SeenFile {
  return {
    path,
    fingerprint,
    blob,
    outcome: connector === undefined ? (unreadable?.error ?? '') : extractFields(connector.data, connector.name),
    warnings: result.ok ? result.warnings : [],
    document: connector !== undefined && result.ok ? encodedDocument(result.document) : NO_DOCUMENT,
  };
}
