import type { Value } from '../../values/value.js';
import type { ReadMetadata } from '../result.js';
import { LineCursor } from './cursor.js';
import { readInline } from './inline-value.js';
import { bail, END_COLUMN, Unsupported } from './line.js';

/** Characters that YAML 1.1, YAML 1.2 and their parsers treat differently. */
const UNUSUAL = /[\u2028\u2029\ufeff]/;

/**
 * Parses the subset of YAML that metadata files are written in, several times as fast as the full parser. Null for
 * everything else, invalid YAML included; what it accepts, the full parser reads as the same values without warnings.
 */
export function parseFast(text: string): ReadMetadata | null {
  if (UNUSUAL.test(text)) return null;
  try {
    const cursor = new LineCursor(text.split('\n'));
    cursor.advance();
    const document = readBlock(cursor, END_COLUMN, 0);
    if (cursor.line.column !== END_COLUMN) bail();
    return { ok: true, document, warnings: [] };
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
}

const MAX_DEPTH = 40;

/**
 * Reads the value that starts on a line of its own, at the cursor; leaves the cursor at the first content after it.
 *
 * @param indent column of the enclosing block
 */
function readBlock(cursor: LineCursor, indent: number, depth: number): Value {
  const { line } = cursor;
  if (depth > MAX_DEPTH || line.column <= indent) bail();
  if (line.isItem) return readSequence(cursor, depth);
  return line.key === null ? readInline(cursor, indent) : readMapping(cursor, line.column, depth);
}

function readMapping(cursor: LineCursor, column: number, depth: number): Value {
  const mapping: Record<string, Value> = {};
  do {
    const { key } = cursor.line;
    if (key === null || Object.hasOwn(mapping, key)) bail();
    mapping[key] = readMappingValue(cursor, column, depth);
  } while (continues(cursor, column) && !cursor.line.isItem);
  return mapping;
}

function readMappingValue(cursor: LineCursor, column: number, depth: number): Value {
  if (cursor.line.valueKind !== 'none') return readInline(cursor, column);
  cursor.advance();
  const { line } = cursor;
  if (line.column > column) return readBlock(cursor, column, depth + 1);
  // A sequence may stand right below its key, without more indentation.
  return line.column === column && line.isItem ? readSequence(cursor, depth + 1) : null;
}

function readSequence(cursor: LineCursor, depth: number): Value {
  const { column } = cursor.line;
  const items: Value[] = [];
  do {
    items.push(readItem(cursor, column, depth));
  } while (continues(cursor, column) && cursor.line.isItem);
  return items;
}

function readItem(cursor: LineCursor, column: number, depth: number): Value {
  const { key, valueKind, innerColumn } = cursor.line;
  if (key !== null) {
    if (depth >= MAX_DEPTH) bail();
    return readMapping(cursor, innerColumn, depth + 1);
  }
  if (valueKind !== 'none') return readInline(cursor, column);
  cursor.advance();
  return cursor.line.column > column ? readBlock(cursor, column, depth + 1) : null;
}

/** True if the next content belongs to the same block. */
function continues(cursor: LineCursor, column: number): boolean {
  if (cursor.line.column > column) bail();
  return cursor.line.column === column;
}
