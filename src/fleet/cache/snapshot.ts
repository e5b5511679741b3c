import type { RememberedFile } from './remembered-file.js';

/** What is remembered of a fleet's work tree between two runs. */
export interface Snapshot {
  /** Fingerprints one after the other: of the folders that were searched, of the files, and of the folders beside each. */
  readonly fingerprints: Float64Array;
  /** The folders that were listed to find the metadata files. Null where the search has to be made anew. */
  readonly searched: readonly string[] | null;
  /** In the order of the fleet, which then need not be sorted; unreadable files last. */
  readonly files: readonly RememberedFile[];
  /** Those of them that hold no metadata. */
  readonly unreadable: ReadonlySet<RememberedFile>;
  /** Those of them that their authors should know something of. */
  readonly remarked: ReadonlySet<RememberedFile>;
}

export const EMPTY_SNAPSHOT: Snapshot = {
  fingerprints: new Float64Array(),
  searched: null,
  files: [],
  unreadable: new Set(),
  remarked: new Set(),
};
