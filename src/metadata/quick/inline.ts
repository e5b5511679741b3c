import type { Value } from '../../values/value.js';
import { readBlockText } from './block-text.js';
import { CODE } from './characters.js';
import type { Cursor } from './cursor.js';
import { readFlowSequence } from './flow.js';
import { OpenText } from './open-text.js';
import { readFurther } from './plain.js';
import { readQuoted } from './quoted.js';
import { isQuote } from './quotes.js';
import { refuse } from './refuse.js';

/**
 * The value that starts in the line of the cursor, leaving the cursor at the first content after it.
 *
 * @param indent column of the block that holds the value: further lines of it are indented by more
 */
export function readInline(cursor: Cursor, indent: number): Value {
  const { index, line } = cursor;
  if (line.rest === 'open') return readOpen(cursor, indent);
  cursor.advance();
  if (cursor.line.column <= indent && line.value !== undefined) return line.value;
  return line.rest === 'plain' && cursor.line.column > indent ? readFurther(cursor, indent, line, index) : refuse();
}

function readOpen(cursor: Cursor, indent: number): Value {
  const text = new OpenText(cursor);
  const { code } = text;
  if (code === CODE.bar || code === CODE.greater) return readBlockText(cursor, indent);
  const value = isQuote(code)
    ? readQuoted(text, indent)
    : code === CODE.openBracket
      ? readFlowSequence(text, indent)
      : readEmptyMapping(text);
  text.finish();
  return value;
}

function readEmptyMapping(text: OpenText): Value {
  if (!text.line.startsWith('{}', text.position)) refuse();
  text.position += 2;
  return {};
}
