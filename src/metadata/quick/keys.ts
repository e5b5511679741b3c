import { keepsItsPlace } from '../mapping-builder.js';
import { implicitKind } from '../scalars/implicit.js';
import type { Cursor } from './cursor.js';
import { AT_END, CODE, refuse } from './cursor.js';
import { readQuoted } from './quoted.js';

const PLAIN_KEY = /[A-Za-z0-9_$.][^\n\t:# ]*(?=:[ \n])/y;

/** Longer ones are no keys to PyYAML. */
const LONGEST_KEY = 1000;

/** The key at the cursor, leaving the cursor after its colon; null, and the cursor in its place, where none is sure. */
export function readKey(cursor: Cursor): string | null {
  const { position, code } = cursor;
  const key = code === CODE.doubleQuote || code === CODE.singleQuote ? quotedKey(cursor) : plainKey(cursor);
  if (key === null) cursor.position = position;
  else if (cursor.position - position > LONGEST_KEY || !keepsItsPlace(key)) refuse();
  return key;
}

function plainKey(cursor: Cursor): string | null {
  const start = cursor.position;
  PLAIN_KEY.lastIndex = start;
  if (!PLAIN_KEY.test(cursor.text)) return null;
  const key = cursor.text.slice(start, PLAIN_KEY.lastIndex);
  if (implicitKind(key) !== 'string') refuse();
  cursor.position = PLAIN_KEY.lastIndex + 1;
  return key;
}

function quotedKey(cursor: Cursor): string | null {
  const start = cursor.position;
  const key = readQuoted(cursor, AT_END);
  if (cursor.code !== CODE.colon) return null;
  const next = cursor.text.charCodeAt(cursor.position + 1);
  if (next !== CODE.space && next !== CODE.newline) refuse();
  if (cursor.lineEnd(start) < cursor.position) refuse();
  cursor.position += 1;
  return key;
}
