import type { Scalar } from '../../values/value.js';
import { isArrayIndex } from '../mapping.js';
import { implicitKind, resolvePlain } from '../plain-scalar.js';
import { closingQuote, DOUBLE_QUOTE, isQuote, SINGLE_QUOTE, unquote } from '../quoted-scalar.js';

/** What one line says by itself, wherever it stands. */
export interface Line {
  /** Spaces before its content; -1 after the last line. */
  readonly column: number;
  /** True if its content begins with the dash of a sequence item. */
  readonly isItem: boolean;
  /** Where its content begins, after the dash if there is one. */
  readonly innerColumn: number;
  /** The mapping key that begins the content. */
  readonly key: string | null;
  /** What follows dash and key. */
  readonly valueKind: LineValueKind;
  /** Of a scalar; undefined if it has none by itself, such as February 30th. */
  readonly value: Scalar | undefined;
  readonly valueStart: number;
  /** Where the scalar ends. */
  readonly valueEnd: number;
}

/**
 * The value that follows dash and key: a `quoted` scalar, a `plain` one that later lines may continue, or one that is
 * `open` until its characters, and perhaps later lines, are read: flow collections, block scalars, unclosed quotes.
 */
type LineValueKind = 'none' | 'quoted' | 'plain' | 'open' | 'unsupported';

interface LineValue {
  readonly kind: LineValueKind;
  readonly value: Scalar | undefined;
  readonly end: number;
}

/** Thrown for YAML that this parser leaves to the full one; not an error of the file. */
export class Unsupported extends Error {}

// A single instance, because collecting a stack trace each time would cost more than parsing.
const UNSUPPORTED = new Unsupported();

export function bail(): never {
  throw UNSUPPORTED;
}

/** The column after the last line: left of every block. */
export const END_COLUMN = -1;

/** Stands for every line that is blank or only a comment. */
export const BLANK_LINE = emptyLine(0);

/** Follows the last line. */
export const END_LINE = emptyLine(END_COLUMN);

function emptyLine(column: number): Line {
  return {
    column,
    isItem: false,
    innerColumn: column,
    key: null,
    valueKind: 'none',
    value: undefined,
    valueStart: 0,
    valueEnd: 0,
  };
}

/** Enough for hundreds of files; in a larger fleet, the common lines are soon cached again. */
const LINE_CACHE_SIZE = 8192;

const lineCache = new Map<string, Line>();

/**
 * The line that a source text stands for. Three of four lines of a fleet also occur in an earlier file, and looking one
 * up takes a fifth of the time of parsing it.
 *
 * @throws Unsupported
 */
export function lineOf(source: string): Line {
  return lineCache.get(source) ?? parseAndCache(source);
}

function parseAndCache(source: string): Line {
  const line = parseLine(source);
  if (lineCache.size === LINE_CACHE_SIZE) lineCache.clear();
  lineCache.set(source, line);
  return line;
}

/** Indentation, the dash of a sequence item, and a plain key with its colon. */
const LINE_START = /^( *)(-(?: +|$))?(?:([A-Za-z0-9_$.][^\t:# ]*):(?: +|$))?/;

/** Directives and document markers. */
const MARKER = /^(?:%|---|\.\.\.)/;

function parseLine(source: string): Line {
  const match = LINE_START.exec(source) ?? bail();
  let valueStart = match[0].length;
  const column = match[1]?.length ?? 0;
  if (valueStart === column) {
    if (valueStart === source.length) return BLANK_LINE;
    const code = source.charCodeAt(valueStart);
    if (code === CODE.hash) return BLANK_LINE;
    if (code === CODE.tab) bail();
  }
  if (column === 0 && MARKER.test(source)) bail();
  const innerColumn = column + (match[2]?.length ?? 0);
  let key: string | null = match[3] ?? null;
  let isSupported = key === null || isSupportedPlainKey(key);
  const colon = key === null ? quotedKeyEnd(source, valueStart) : -1;
  if (colon !== -1) {
    key = unquote(source.slice(valueStart, colon)) ?? null;
    isSupported = key !== null && isSupportedKey(key) && colon - valueStart < MAX_KEY_LENGTH;
    valueStart = afterSpaces(source, colon + 1);
  }
  const { kind, value, end } = isSupported ? parseValue(source, valueStart) : UNSUPPORTED_VALUE;
  return { column, isItem: innerColumn > column, innerColumn, key, valueKind: kind, value, valueStart, valueEnd: end };
}

/** PyYAML's limit: a longer text before a colon is not a key. */
const MAX_KEY_LENGTH = 1000;

const isSupportedPlainKey = (key: string): boolean =>
  implicitKind(key) === 'string' && isSupportedKey(key) && key.length < MAX_KEY_LENGTH;

/** False for keys that need more than assignment to a plain object. */
const isSupportedKey = (key: string): boolean => !isArrayIndex(key) && key !== '__proto__';

/** Index of the colon after the quoted key at `start`, or -1. */
function quotedKeyEnd(line: string, start: number): number {
  const quote = line.charCodeAt(start);
  if (!isQuote(quote)) return -1;
  const colon = closingQuote(line, start + 1, quote) + 1;
  if (colon === 0 || line.charCodeAt(colon) !== CODE.colon) return -1;
  return colon + 1 === line.length || line.charCodeAt(colon + 1) === CODE.space ? colon : -1;
}

const valueless = (kind: LineValueKind): LineValue => ({ kind, value: undefined, end: 0 });

const NO_VALUE = valueless('none');
const OPEN_VALUE = valueless('open');
const UNSUPPORTED_VALUE = valueless('unsupported');

/** The value at `start`, where there is no space. */
function parseValue(line: string, start: number): LineValue {
  if (start === line.length) return NO_VALUE;
  switch (line.charCodeAt(start)) {
    case DOUBLE_QUOTE:
    case SINGLE_QUOTE:
      return parseQuoted(line, start);
    case CODE.openBracket:
    case CODE.openBrace:
    case CODE.bar:
    case CODE.greater:
      return OPEN_VALUE;
    case CODE.hash:
      return NO_VALUE;
    default:
      return parsePlain(line, start);
  }
}

function parseQuoted(line: string, start: number): LineValue {
  const end = closingQuote(line, start + 1, line.charCodeAt(start)) + 1;
  if (end === 0) return OPEN_VALUE;
  const value = unquote(line.slice(start, end));
  return value !== undefined && endsLine(line, end) ? { kind: 'quoted', value, end } : UNSUPPORTED_VALUE;
}

/** What a plain scalar holds of its first line: it ends before `: `, ` #` and white space at the end of the line. */
const PLAIN = /(?:[^\t \-?:,[\]{}#&*!|>'"%@`]|-(?=[0-9A-Za-z.]))(?:[^\t:# ]+|:(?=[^ \t])|#| +(?=[^ #\t]))*/y;

function parsePlain(line: string, start: number): LineValue {
  PLAIN.lastIndex = start;
  if (!PLAIN.test(line)) return UNSUPPORTED_VALUE;
  const end = PLAIN.lastIndex;
  return endsLine(line, end) ? { kind: 'plain', value: resolvePlain(line.slice(start, end)), end } : UNSUPPORTED_VALUE;
}

/** Character codes of the indicators that matter here. */
export const CODE = {
  tab: 0x09,
  space: 0x20,
  hash: 0x23,
  comma: 0x2c,
  colon: 0x3a,
  greater: 0x3e,
  openBracket: 0x5b,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  bar: 0x7c,
} as const;

/** The first index from `start` on that holds no space. */
export function afterSpaces(line: string, start: number): number {
  let index = start;
  while (index < line.length && line.charCodeAt(index) === CODE.space) index += 1;
  return index;
}

/** True if nothing follows but spaces and a comment. */
export function endsLine(line: string, index: number): boolean {
  if (index === line.length) return true;
  const next = afterSpaces(line, index);
  return next === line.length || (next > index && line.charCodeAt(next) === CODE.hash);
}
