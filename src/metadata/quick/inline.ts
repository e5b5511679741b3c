import type { Value } from '../../values/value.js';
import { foldPlain } from '../scalars/quoted.js';
import { resolvePlain } from '../scalars/resolve.js';
import { readBlockText } from './block-text.js';
import type { Cursor } from './cursor.js';
import { CODE, refuse } from './cursor.js';
import { readFlowSequence } from './flow.js';
import { readQuoted } from './quoted.js';

/** What a plain scalar holds of one line: it ends before `: `, ` #` and white space at the end of the line. */
const PLAIN = /(?:[^\n\t \-?:,[\]{}#&*!|>'"%@`]|-(?=[0-9A-Za-z.]))(?:[^\n\t:# ]+|:(?=[^ \n\t])|#| +(?=[^ #\n\t]))*/y;

/** The same in a further line, where nothing but a comment is an indicator any more. */
const PLAIN_CONTINUED = /[^\n\t:# ](?:[^\n\t:# ]+|:(?=[^ \n\t])|#| +(?=[^ #\n\t]))*/y;

/**
 * The value that starts in the line of the cursor, leaving the cursor at the first content after it.
 *
 * @param indent column of the block that holds the value: further lines of it are indented by more
 */
export function readInline(cursor: Cursor, indent: number): Value {
  switch (cursor.code) {
    case CODE.doubleQuote:
    case CODE.singleQuote:
      return finish(cursor, readQuoted(cursor, indent));
    case CODE.openBracket:
      return finish(cursor, readFlowSequence(cursor, indent));
    case CODE.openBrace:
      return finish(cursor, readEmptyMapping(cursor));
    case CODE.bar:
    case CODE.greater:
      return readBlockText(cursor, indent);
    default:
      return readPlain(cursor, indent);
  }
}

function finish(cursor: Cursor, value: Value): Value {
  cursor.finishLine(cursor.position);
  return value;
}

function readEmptyMapping(cursor: Cursor): Value {
  if (cursor.text.charCodeAt(cursor.position + 1) !== CODE.closeBrace) refuse();
  cursor.position += 2;
  return {};
}

function readPlain(cursor: Cursor, indent: number): Value {
  const start = cursor.position;
  let end = plainEnd(cursor, PLAIN);
  cursor.finishLine(end);
  if (cursor.column <= indent) return resolve(cursor.text.slice(start, end));
  while (cursor.column > indent) {
    // A comment between two lines ends the scalar, and the second line is an error.
    if (!isBlank(cursor.text, end, cursor.position)) refuse();
    end = plainEnd(cursor, PLAIN_CONTINUED);
    cursor.finishLine(end);
  }
  return resolve(foldPlain(cursor.text.slice(start, end)));
}

function plainEnd(cursor: Cursor, pattern: RegExp): number {
  pattern.lastIndex = cursor.position;
  if (!pattern.test(cursor.text)) refuse();
  return pattern.lastIndex;
}

function resolve(text: string): Value {
  const value = resolvePlain(text);
  return value === undefined ? refuse() : value;
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== CODE.space && code !== CODE.newline) return false;
  }
  return true;
}
