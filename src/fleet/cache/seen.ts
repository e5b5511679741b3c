import type { MetadataWarning } from '../../metadata/result.js';
import type { FolderFacts, MetadataFields } from '../connector.js';
import type { Fingerprint } from './fingerprint.js';

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

/** A folder that was listed, and its fingerprint before that. */
export type SeenFolder = readonly [path: string, fingerprint: Fingerprint];

/** What reading a metadata file gave: what is certain to be unchanged as long as the file's fingerprint is. */
export interface SeenFile {
  /** The metadata file, relative to the root. */
  readonly path: string;
  readonly fingerprint: Fingerprint;
  /** The id that git gives to the same bytes. */
  readonly blob: string;
  /** What fleetq needs from the metadata, or why the file is unreadable. */
  readonly outcome: MetadataFields | string;
  readonly warnings: readonly MetadataWarning[];
  readonly document: DocumentPlace;
}

/** What the files around a metadata file said, and the folders that were listed for it. */
export interface SeenSurroundings {
  readonly around: FolderFacts;
  readonly folders: readonly SeenFolder[];
}

/** A file with what is around it; null where nobody needs to look around, because the file is unreadable. */
export interface SeenWhole extends SeenFile {
  readonly surroundings: SeenSurroundings | null;
}

/** What a run has seen of a fleet. */
export interface Sighting {
  readonly searched: readonly SeenFolder[] | null;
  readonly files: readonly SeenWhole[];
}
