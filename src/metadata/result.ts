import type { Value } from '../values/value.js';

export type MetadataResult = ReadMetadata | UnreadableMetadata;

export interface ReadMetadata {
  readonly ok: true;
  /** Whatever the file holds: not necessarily a mapping. */
  readonly document: Value;
  readonly warnings: readonly MetadataWarning[];
}

interface UnreadableMetadata {
  readonly ok: false;
  readonly error: MetadataError;
}

/** Something that can be read, but is probably a mistake. */
export interface MetadataWarning {
  readonly code: 'duplicate-key';
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

interface MetadataError {
  readonly code: MetadataErrorCode;
  /** One line, without the path: what is wrong, and what to try if there is something. */
  readonly message: string;
  /** From 1. */
  readonly line?: number;
  /** From 1, in UTF-16 code units. */
  readonly column?: number;
}

export type MetadataErrorCode =
  | 'too-large'
  | 'empty'
  | 'binary' // holds NUL bytes
  | 'encoding' // neither UTF-8 nor UTF-16 with a byte order mark
  | 'control-character'
  | 'syntax'
  | 'merge-conflict' // does not parse, and holds the lines that git writes round a conflict
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

/** Thrown from any depth of the parsers; `readMetadata` turns it into a result. */
export class UnreadableError extends Error {
  constructor(
    readonly code: MetadataErrorCode,
    message: string,
    /** In UTF-16 code units from the start of the text. */
    readonly offset?: number,
  ) {
    super(message);
  }
}

/** What a metadata file may cost before it is refused. Real files are below 20 kB and 10 levels, without aliases. */
export const METADATA_LIMITS = Object.freeze({
  /** Bytes of one file. */
  bytes: 1024 * 1024,
  /** Tokens of the YAML lexer: indentation, scalars, colons, line ends. */
  tokens: 500_000,
  /** Collections inside one another. PyYAML itself fails at a few hundred. */
  depth: 100,
  /** Nodes that aliases and merge keys repeat. They share memory, but every consumer walks all of them. */
  repeatedNodes: 100_000,
  /** Digits of a decimal integer. Python's own limit, because converting them takes quadratic time. */
  integerDigits: 4300,
});
