import type { Scalar } from '../../values/value.js';
import { CODE, afterSpaces } from './characters.js';
import { isPlainKey, quotedKey, quotedKeyEnd } from './keys.js';
import { refuse } from './refuse.js';
import { type RestKind, UNKNOWN, restFrom } from './rest.js';

/** What a line says by itself, wherever it stands. */
export interface Line {
  /** Spaces before its content. */
  readonly column: number;
  /** True where its content begins with the dash of a sequence entry. */
  readonly isEntry: boolean;
  /** Where its content begins, behind the dash if there is one. */
  readonly innerColumn: number;
  /** The key of a mapping that begins the content. */
  readonly key: string | null;
  /** What is behind dash and key. */
  readonly rest: RestKind;
  /** The value of the scalar there; undefined for one that has none by itself, such as February 30th. */
  readonly value: Scalar | undefined;
  /** Where the rest begins. */
  readonly start: number;
  /** Where the scalar ends. */
  readonly end: number;
}

/** The column of the cursor where the text is over: left of every block. */
export const AT_END = -1;

const without = (column: number): Line => ({
  column,
  isEntry: false,
  innerColumn: column,
  key: null,
  rest: 'nothing',
  value: undefined,
  start: 0,
  end: 0,
});

/** Stands for all lines that are blank or only a comment. */
export const BLANK = without(0);

/** Follows the last line. */
export const END = without(AT_END);

/** Indentation, the dash of a sequence entry, and a plain key with its colon. */
const BEGINNING = /^( *)(-(?: +|$))?(?:([A-Za-z0-9_$.][^\t:# ]*):(?: +|$))?/;

/** Directives, and what starts or ends a document. */
const MARKER = /^(?:%|---|\.\.\.)/;

export function parseLine(source: string): Line {
  const beginning = BEGINNING.exec(source) ?? refuse();
  const start = beginning[0].length;
  const column = beginning[1]?.length ?? 0;
  if (start === column) {
    if (start === source.length) return BLANK;
    const code = source.charCodeAt(start);
    if (code === CODE.hash) return BLANK;
    if (code === CODE.tab) refuse();
  }
  if (column === 0 && MARKER.test(source)) refuse();
  const innerColumn = column + (beginning[2]?.length ?? 0);
  const key = beginning[3];
  if (key !== undefined) return lineOf(source, column, innerColumn, isPlainKey(key) ? key : undefined, start);
  const keyEnd = quotedKeyEnd(source, start);
  if (keyEnd === -1) return lineOf(source, column, innerColumn, null, start);
  return lineOf(source, column, innerColumn, quotedKey(source.slice(start, keyEnd)), afterSpaces(source, keyEnd + 1));
}

/** @param key undefined for one that is left to the full reader */
function lineOf(
  source: string,
  column: number,
  innerColumn: number,
  key: string | null | undefined,
  start: number,
): Line {
  const { kind, value, end } = key === undefined ? UNKNOWN : restFrom(source, start);
  return { column, isEntry: innerColumn > column, innerColumn, key: key ?? null, rest: kind, value, start, end };
}
