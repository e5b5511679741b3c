import type { MetadataWarning } from '../../metadata/result.js';
import type { FolderFacts, MetadataFields } from '../connector.js';
import { type FileRecord, decodeRecord } from './file-record.js';
import { type Fingerprint, fingerprintAt } from './fingerprint.js';
import type { DocumentPlace, SeenSurroundings } from './seen.js';

/** The stored form of many files, as it lies in memory: most of it is never asked for, and then never decoded. */
export interface StoredFiles {
  readonly fingerprints: Float64Array;
  /** Place of the first file's fingerprint; those of the others follow. */
  readonly firstPlace: number;
  /** `COLUMNS` numbers a file. */
  readonly numbers: Uint32Array;
  /** The support levels that occur. */
  readonly levels: readonly string[];
  readonly records: Buffer;
  readonly documents: Uint8Array;
}

/** The numbers of a file. Records and documents lie one after the other, so each starts where the one before it ends. */
export const RECORD_END = 0;
export const DOCUMENT_END = 1;
/** Place of the first of its folders' fingerprints. */
export const FOLDER_PLACE = 2;
/** Which of the support levels, counted from 1; 0 for none. Everybody asks for it, so it needs no decoding. */
export const SUPPORT_LEVEL = 3;
export const COLUMNS = 4;

/** One file of a snapshot, decoded as far as somebody asks. */
export class RememberedFile implements MetadataFields {
  #record: FileRecord | undefined;
  readonly #stored: StoredFiles;
  readonly #index: number;

  constructor(
    stored: StoredFiles,
    index: number,
    /** The metadata file, relative to the root. */
    readonly path: string,
  ) {
    this.#stored = stored;
    this.#index = index;
  }

  /** Place of the file's fingerprint. */
  get place(): number {
    return this.#stored.firstPlace + this.#index;
  }

  /** Place of the first of the folders' fingerprints. */
  get folderPlace(): number {
    return this.#number(FOLDER_PLACE);
  }

  get fingerprint(): Fingerprint {
    return fingerprintAt(this.#stored.fingerprints, this.place);
  }

  get blob(): string {
    return this.#decoded.blob;
  }

  get warnings(): readonly MetadataWarning[] {
    return this.#decoded.warnings;
  }

  /** Why the file is unreadable; null where it is not. */
  get error(): string | null {
    return this.#decoded.error;
  }

  get supportLevel(): string | null {
    return this.#stored.levels[this.#number(SUPPORT_LEVEL) - 1] ?? null;
  }

  get type(): MetadataFields['type'] {
    return this.#decoded.type;
  }

  get version(): MetadataFields['version'] {
    return this.#decoded.version;
  }

  get baseImage(): MetadataFields['baseImage'] {
    return this.#decoded.baseImage;
  }

  get hasBuildOptions(): boolean {
    return this.#decoded.hasBuildOptions;
  }

  /** The folders that were listed to look around; empty where nobody did. */
  get listed(): readonly string[] {
    return this.#decoded.listed;
  }

  /** What the files around said; holds as long as the fingerprints of the folders do. */
  get around(): FolderFacts {
    return this.#decoded.around;
  }

  get surroundings(): SeenSurroundings | null {
    const { listed, around } = this.#decoded;
    return listed.length === 0
      ? null
      : {
          around,
          folders: listed.map((folder, index) => [
            folder,
            fingerprintAt(this.#stored.fingerprints, this.folderPlace + index),
          ]),
        };
  }

  get document(): DocumentPlace {
    const start = this.#start(DOCUMENT_END);
    return { bytes: this.#stored.documents, start, length: this.#number(DOCUMENT_END) - start };
  }

  get #decoded(): FileRecord {
    return (this.#record ??= decodeRecord(
      this.#stored.records.toString('utf8', this.#start(RECORD_END), this.#number(RECORD_END)),
      this.path,
    ));
  }

  #number(column: number): number {
    return this.#stored.numbers[this.#index * COLUMNS + column] ?? 0;
  }

  #start(column: number): number {
    return this.#index === 0 ? 0 : (this.#stored.numbers[(this.#index - 1) * COLUMNS + column] ?? 0);
  }
}
