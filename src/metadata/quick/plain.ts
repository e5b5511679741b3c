import type { Value } from '../../values/value.js';
import { foldPlain } from '../scalars/quoted.js';
import { resolvePlain } from '../scalars/resolve.js';
import { endsLine } from './characters.js';
import type { Cursor } from './cursor.js';
import type { Line } from './line.js';
import { refuse } from './refuse.js';

/** What a plain scalar holds of a further line, where nothing but a comment is an indicator any more. */
const PLAIN_CONTINUED = /[^\t:# ](?:[^\t:# ]+|:(?=[^ \t])|#| +(?=[^ #\t]))*/y;

/**
 * The plain scalar that an earlier line begins and the line of the cursor goes on with; leaves the cursor at the first
 * content after it.
 */
export function readFurther(cursor: Cursor, indent: number, { start, end: firstEnd }: Line, firstIndex: number): Value {
  const { lines } = cursor;
  let [index, end] = [firstIndex, firstEnd];
  let text = lines[index]?.slice(start, end) ?? '';
  while (cursor.line.column > indent) {
    const {
      source,
      line: { column },
    } = cursor;
    // A comment between two lines ends the scalar, and the second line is an error.
    if (hasComment(lines, index, end, cursor.index)) refuse();
    text += '\n'.repeat(cursor.index - index);
    PLAIN_CONTINUED.lastIndex = column;
    if (!PLAIN_CONTINUED.test(source)) refuse();
    [index, end] = [cursor.index, PLAIN_CONTINUED.lastIndex];
    if (!endsLine(source, end)) refuse();
    text += source.slice(column, end);
    cursor.advance();
  }
  const value = resolvePlain(foldPlain(text));
  return value === undefined ? refuse() : value;
}

/** For lines that hold nothing but white space and comments, from a place in the first one to the start of the last. */
function hasComment(lines: readonly string[], first: number, start: number, last: number): boolean {
  for (let index = first; index < last; index += 1) {
    if (lines[index]?.includes('#', index === first ? start : 0) === true) return true;
  }
  return false;
}
