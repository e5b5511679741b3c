import type { Value } from '../../values/value.js';
import { resolvePlain } from '../scalars/resolve.js';
import type { Cursor } from './cursor.js';
import { CODE, refuse } from './cursor.js';
import { readQuoted } from './quoted.js';

/** Words without anything that could mean more between brackets. */
const PLAIN_ITEM = /[A-Za-z0-9_$.][A-Za-z0-9_$./@+-]*(?: [A-Za-z0-9_$./@+-]+)*/y;

/**
 * The `[a, "b"]` at the cursor, leaving the cursor after its bracket.
 * Its further lines have to be indented by more than `indent` spaces.
 */
export function readFlowSequence(cursor: Cursor, indent: number): Value {
  const items: Value[] = [];
  cursor.position += 1;
  skipGap(cursor, indent);
  while (cursor.code !== CODE.closeBracket) {
    items.push(readItem(cursor, indent));
    skipGap(cursor, indent);
    if (cursor.code === CODE.comma) {
      cursor.position += 1;
      skipGap(cursor, indent);
    } else if (cursor.code !== CODE.closeBracket) refuse();
  }
  cursor.position += 1;
  return items;
}

function readItem(cursor: Cursor, indent: number): Value {
  const { code, text } = cursor;
  if (code === CODE.doubleQuote || code === CODE.singleQuote) return readQuoted(cursor, indent);
  PLAIN_ITEM.lastIndex = cursor.position;
  const item = PLAIN_ITEM.exec(text)?.[0] ?? refuse();
  cursor.position += item.length;
  const value = resolvePlain(item);
  return value === undefined ? refuse() : value;
}

/** Moves over spaces and line ends. */
function skipGap(cursor: Cursor, indent: number): void {
  let lineStart = -1;
  cursor.skipSpaces();
  while (isAt(cursor, CODE.newline)) {
    cursor.position += 1;
    lineStart = cursor.position;
    cursor.skipSpaces();
  }
  if (lineStart !== -1 && cursor.position - lineStart <= indent) refuse();
}

// A function, for the compiler takes two looks at a moving cursor for the same.
const isAt = (cursor: Cursor, code: number): boolean => cursor.code === code;
