import type { Value } from '../../values/value.js';
import type { Cursor } from './cursor.js';
import { readInline } from './inline.js';
import { refuse } from './refuse.js';

const DEEPEST = 40;

/**
 * The value that starts in a line of its own, at the cursor; leaves the cursor at the first content after it.
 *
 * @param indent column of the block around it
 */
export function readNested(cursor: Cursor, indent: number, depth: number): Value {
  const { line } = cursor;
  if (depth > DEEPEST || line.column <= indent) refuse();
  if (line.isEntry) return readSequence(cursor, depth);
  return line.key === null ? readInline(cursor, indent) : readMapping(cursor, line.column, depth);
}

/** The mapping whose first key is in the line of the cursor. */
function readMapping(cursor: Cursor, column: number, depth: number): Value {
  const mapping: Record<string, Value> = {};
  do {
    const { key } = cursor.line;
    if (key === null || Object.hasOwn(mapping, key)) refuse();
    mapping[key] = readMappingValue(cursor, column, depth);
  } while (continues(cursor, column) && !cursor.line.isEntry);
  return mapping;
}

function readMappingValue(cursor: Cursor, column: number, depth: number): Value {
  if (cursor.line.rest !== 'nothing') return readInline(cursor, column);
  cursor.advance();
  const { line } = cursor;
  if (line.column > column) return readNested(cursor, column, depth + 1);
  // A sequence may stand right below its key, without further indentation.
  return line.column === column && line.isEntry ? readSequence(cursor, depth + 1) : null;
}

function readSequence(cursor: Cursor, depth: number): Value {
  const { column } = cursor.line;
  const items: Value[] = [];
  do {
    items.push(readItem(cursor, column, depth));
  } while (continues(cursor, column) && cursor.line.isEntry);
  return items;
}

function readItem(cursor: Cursor, column: number, depth: number): Value {
  const { key, rest, innerColumn } = cursor.line;
  if (key !== null) {
    if (depth >= DEEPEST) refuse();
    return readMapping(cursor, innerColumn, depth + 1);
  }
  if (rest !== 'nothing') return readInline(cursor, column);
  cursor.advance();
  return cursor.line.column > column ? readNested(cursor, column, depth + 1) : null;
}

/** True where the next content belongs to the same block; a block that it is deeper than should have held it. */
function continues(cursor: Cursor, column: number): boolean {
  if (cursor.line.column > column) refuse();
  return cursor.line.column === column;
}
