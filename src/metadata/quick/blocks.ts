import type { Value } from '../../values/value.js';
import { setOwn } from '../mapping-builder.js';
import type { Cursor } from './cursor.js';
import { CODE, refuse } from './cursor.js';
import { readInline } from './inline.js';
import { readKey } from './keys.js';

const DEEPEST = 40;

/**
 * The value that starts in a line of its own, at the cursor; leaves the cursor at the first content after it.
 *
 * @param indent column of the block around it
 */
export function readNested(cursor: Cursor, indent: number, depth: number): Value {
  if (depth > DEEPEST || cursor.column <= indent) refuse();
  if (atEntry(cursor)) return readSequence(cursor, depth);
  const { column } = cursor;
  const key = readKey(cursor);
  return key === null ? readInline(cursor, indent) : readMapping(cursor, key, column, depth);
}

/** The mapping whose first key has just been read. */
function readMapping(cursor: Cursor, firstKey: string, column: number, depth: number): Value {
  const mapping: Record<string, Value> = {};
  setOwn(mapping, firstKey, readMappingValue(cursor, column, depth));
  while (continues(cursor, column)) {
    const key = readKey(cursor);
    if (key === null || Object.hasOwn(mapping, key)) refuse();
    setOwn(mapping, key, readMappingValue(cursor, column, depth));
  }
  return mapping;
}

function readMappingValue(cursor: Cursor, column: number, depth: number): Value {
  if (!atLineEnd(cursor)) return readInline(cursor, column);
  cursor.finishLine(cursor.position);
  if (cursor.column > column) return readNested(cursor, column, depth + 1);
  // A sequence may stand right below its key, without further indentation.
  return cursor.column === column && atEntry(cursor) ? readSequence(cursor, depth + 1) : null;
}

function readSequence(cursor: Cursor, depth: number): Value {
  const { column } = cursor;
  const items: Value[] = [];
  do {
    items.push(readItem(cursor, column, depth));
  } while (continues(cursor, column) && atEntry(cursor));
  return items;
}

function readItem(cursor: Cursor, column: number, depth: number): Value {
  const dash = cursor.position;
  cursor.position += 1;
  if (atLineEnd(cursor)) {
    cursor.finishLine(cursor.position);
    return cursor.column > column ? readNested(cursor, column, depth + 1) : null;
  }
  cursor.skipSpaces();
  const inner = column + cursor.position - dash;
  const key = readKey(cursor);
  if (key === null) return readInline(cursor, column);
  if (depth >= DEEPEST) refuse();
  return readMapping(cursor, key, inner, depth + 1);
}

/** True where the next content belongs to the same block; a block that it is deeper than should have held it. */
function continues(cursor: Cursor, column: number): boolean {
  if (cursor.column > column) refuse();
  return cursor.column === column;
}

/** True at the dash of a sequence entry. */
function atEntry(cursor: Cursor): boolean {
  if (cursor.code !== CODE.dash) return false;
  const next = cursor.text.charCodeAt(cursor.position + 1);
  return next === CODE.space || next === CODE.newline;
}

/** True where nothing but white space or a comment follows in the line; else moves to what follows. */
function atLineEnd(cursor: Cursor): boolean {
  const start = cursor.position;
  cursor.skipSpaces();
  const { code } = cursor;
  if (code !== CODE.newline && code !== CODE.hash && cursor.position < cursor.text.length) return false;
  cursor.position = start;
  return true;
}
