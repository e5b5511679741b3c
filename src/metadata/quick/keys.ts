import { keepsItsPlace } from '../mapping-builder.js';
import { implicitKind } from '../scalars/implicit.js';
import { CODE, isGap } from './characters.js';
import { closingQuote, isQuote, unquoted } from './quotes.js';

/** Longer ones are no keys to PyYAML. */
const LONGEST_KEY = 1000;

/** True for the text of a plain key that is a string; others are left to the full reader. */
export const isPlainKey = (text: string): boolean =>
  implicitKind(text) === 'string' && isName(text) && text.length < LONGEST_KEY;

/** The colon of the quoted key that begins at a place in a line; -1 where there is none. */
export function quotedKeyEnd(line: string, start: number): number {
  if (!isQuote(line.charCodeAt(start))) return -1;
  const colon = closingQuote(line, start + 1, line.charCodeAt(start)) + 1;
  return colon > 0 && line.charCodeAt(colon) === CODE.colon && isGap(line, colon + 1) ? colon : -1;
}

/** The key that is quoted; undefined for one that is left to the full reader. */
export function quotedKey(source: string): string | undefined {
  const key = unquoted(source);
  return key !== undefined && isName(key) && source.length < LONGEST_KEY ? key : undefined;
}

/** False for what an object would not hold as a key like any other. */
const isName = (key: string): boolean => keepsItsPlace(key) && key !== '__proto__';
