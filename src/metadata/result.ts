import type { Value } from '../values/value.js';

/** Why a file is unreadable. */
export type MetadataErrorCode =
  | 'too-large'
  | 'empty'
  | 'binary' // holds NUL bytes
  | 'encoding' // neither UTF-8 nor UTF-16 with a byte order mark
  | 'control-character'
  | 'syntax'
  | 'several-documents'
  | 'too-deep'
  | 'too-many-aliases'
  | 'undefined-alias'
  | 'recursive-alias'
  | 'duplicate-anchor'
  | 'merge' // `<<` with something that is not a mapping
  | 'unknown-tag'
  | 'invalid-value' // a date that is not in the calendar, `!!int abc`
  | 'unhashable-key'; // a list or a mapping as a key

export interface MetadataError {
  readonly code: MetadataErrorCode;
  /** One line, without the path: what is wrong, and what to try where there is something. */
  readonly message: string;
  /** From 1. */
  readonly line?: number;
  /** From 1, in UTF-16 code units. */
  readonly column?: number;
}

/** Something that reads, but probably not as its writer meant it. */
export interface MetadataWarning {
  readonly code: 'duplicate-key';
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

export interface ReadMetadata {
  readonly ok: true;
  /** Whatever the file holds: not necessarily a mapping. */
  readonly document: Value;
  readonly warnings: readonly MetadataWarning[];
}

export interface UnreadableMetadata {
  readonly ok: false;
  readonly error: MetadataError;
}

export type MetadataResult = ReadMetadata | UnreadableMetadata;

/** Ends the reading of a file from any depth. Never leaves this folder: readers turn it into a result. */
export class Unreadable extends Error {
  constructor(
    readonly code: MetadataErrorCode,
    message: string,
    /** In UTF-16 code units from the start of the text. */
    readonly offset?: number,
  ) {
    super(message);
  }
}
