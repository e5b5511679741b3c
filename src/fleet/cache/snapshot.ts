import type { MetadataWarning } from '../../metadata/read.js';
import type { Connector } from '../connector.js';
import { FINGERPRINT_LENGTH, type Fingerprint } from './fingerprint.js';

/** What is remembered of a fleet's work tree between two runs. */
export interface Snapshot {
  /** Fingerprints, one after the other; files and folders know their places. */
  readonly fingerprints: Float64Array;
  /** The folders that were listed to find the metadata files; their fingerprints stand first. Null where the search has to be made anew. */
  readonly searched: readonly string[] | null;
  /** In the order of the fleet, which then need not be sorted; unreadable files last. */
  readonly files: readonly RememberedFile[];
}

/** Where an encoded document lies. A view of its own for each of many thousands would cost more than all else. */
export interface DocumentPlace {
  readonly bytes: Uint8Array;
  readonly start: number;
  /** 0 where there is none: the file is unreadable. */
  readonly length: number;
}

/** The encoded document itself. */
export function bytesOf({ bytes, start, length }: DocumentPlace): Uint8Array {
  return bytes.subarray(start, start + length);
}

/** What became of a metadata file, and of what is certain to be unchanged as long as its fingerprints are. */
export interface RememberedFile {
  /** The metadata file, relative to the root. */
  readonly path: string;
  /** The id that git gives to the same bytes. */
  readonly blob: string;
  /** The folders that were listed beside it: what stands between the connector's folder and the end of theirs. */
  readonly listed: readonly string[];
  /** Place of the file's fingerprint; those of the folders follow. */
  readonly place: number;
  /** What the scanner knows of the connector, or why the file is unreadable. */
  readonly outcome: Omit<Connector, 'data'> | string;
  readonly warnings: readonly MetadataWarning[];
  readonly document: DocumentPlace;
}

export const EMPTY_SNAPSHOT: Snapshot = { fingerprints: new Float64Array(), searched: null, files: [] };

/** A remembered file as a run saw it, before it has its place. */
export interface SeenFile extends Omit<RememberedFile, 'place'> {
  /** The file's, then those of the folders. */
  readonly fingerprints: readonly Fingerprint[];
}

/** A folder that was listed, and its fingerprint before that. */
export type SeenFolder = readonly [path: string, fingerprint: Fingerprint];

/** Puts together what a run has seen. */
export function snapshotOf(searched: readonly SeenFolder[] | null, seen: readonly SeenFile[]): Snapshot {
  const fingerprints: Fingerprint[] = (searched ?? []).map(([, fingerprint]) => fingerprint);
  const files = seen.map((file): RememberedFile => {
    const place = fingerprints.length;
    for (const fingerprint of file.fingerprints) fingerprints.push(fingerprint);
    const { path, blob, listed, outcome, warnings, document } = file;
    return { path, blob, listed, place, outcome, warnings, document };
  });
  return { fingerprints: Float64Array.from(fingerprints.flat()), searched: searched?.map(([path]) => path) ?? null, files };
}

/** A file that is as it was. */
export function seenAgain({ place, path, blob, listed, outcome, warnings, document }: RememberedFile, { fingerprints }: Snapshot): SeenFile {
  const before = Array.from({ length: listed.length + 1 }, (_, index): Fingerprint => {
    const [size = NaN, inode = NaN, modified = NaN, changed = NaN] = fingerprints.subarray((place + index) * FINGERPRINT_LENGTH, (place + index + 1) * FINGERPRINT_LENGTH);
    return [size, inode, modified, changed];
  });
  return { path, blob, listed, outcome, warnings, document, fingerprints: before };
}
