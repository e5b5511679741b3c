import type { MetadataResult, ReadMetadata } from '../../metadata/result.js';
import { addPack, readPacks, type StoredDocument } from './packs.js';
import { documentOf, encodedDocument } from './documents.js';
import type { Snapshot } from './snapshot.js';

/** What metadata files held, by their bytes, whichever tree they were read from. */
export interface DocumentStore {
  find(blob: string): ReadMetadata | undefined;
  /** Takes what reading gave; unreadable metadata is read again every time. */
  add(blob: string, result: MetadataResult): void;
  /** Stores what was added. `retired` are documents that a snapshot is about to forget. */
  save(retired?: readonly StoredDocument[]): void;
}

/** The store in a cache folder, with the documents of a snapshot. Nothing is read before the first question. */
export function documentStore(folder: string, version: string, snapshot: () => Snapshot): DocumentStore {
  let known: Map<string, StoredDocument> | undefined;
  const added = new Map<string, StoredDocument>();
  const load = (): Map<string, StoredDocument> => {
    const documents = readPacks(folder, version);
    for (const file of snapshot().files) if (file.document.length > 0) documents.set(file.blob, file);
    return documents;
  };
  return {
    find(blob) {
      known ??= load();
      const stored = known.get(blob);
      return stored === undefined ? undefined : documentOf(stored);
    },
    add(blob, result) {
      if (result.ok) added.set(blob, { blob, warnings: result.warnings, document: encodedDocument(result.document) });
    },
    save(retired = []) {
      for (const stored of retired) added.set(stored.blob, stored);
      if (added.size > 0) addPack(folder, version, [...added.values()]);
    },
  };
}
