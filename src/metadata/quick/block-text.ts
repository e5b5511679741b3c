import { afterSpaces } from './characters.js';
import type { Cursor } from './cursor.js';
import { AT_END } from './line.js';
import { refuse } from './refuse.js';

const HEADER = /^[|>]-?$/;

/** The text of the `|` or `>` block at the cursor, leaving the cursor at the first content after it. */
export function readBlockText(cursor: Cursor, indent: number): string {
  const header = cursor.source.slice(cursor.line.start);
  // Readers differ on outermost blocks, and on a last line without an end.
  if (!HEADER.test(header) || indent === AT_END || cursor.lines.at(-1) !== '') refuse();
  const lines = readLines(cursor, indent);
  const text = header.startsWith('|') ? lines.join('\n') : foldLines(lines);
  return header.endsWith('-') ? text : `${text}\n`;
}

/** The lines of the block without their indentation; blank ones at its end are left out. */
function readLines(cursor: Cursor, indent: number): readonly string[] {
  const lines: string[] = [];
  let used = 0;
  let index = cursor.index + 1;
  const width = afterSpaces(cursor.lines[index] ?? '', 0);
  if (width <= indent) refuse();
  // What follows the last line end is no line.
  for (; index < cursor.lines.length - 1; index += 1) {
    const line = cursor.lines[index] ?? '';
    const column = afterSpaces(line, 0);
    const isBlank = column === line.length;
    if (isBlank ? column > width || used === 0 : column > indent && column < width) refuse();
    if (!isBlank && column < width) break;
    lines.push(isBlank ? '' : line.slice(width));
    if (!isBlank) used = lines.length;
  }
  if (used === 0) refuse();
  cursor.index = index - 1;
  cursor.advance();
  return lines.slice(0, used);
}

/** Lines that follow one another are one; of several line ends in a row the first goes. */
function foldLines(lines: readonly string[]): string {
  let text = '';
  let separator = '';
  for (const line of lines) {
    // A line that is indented further keeps its line ends: left to the full reader.
    if (line.startsWith(' ') || line.startsWith('\t')) refuse();
    if (line === '') separator = separator === ' ' ? '\n' : `${separator}\n`;
    else {
      text += separator + line;
      separator = ' ';
    }
  }
  return text;
}
