import type { Cursor } from './cursor.js';
import { AT_END, CODE, refuse } from './cursor.js';

const HEADER = /[|>]-?(?=\n)/y;

/** The text of the `|` or `>` block at the cursor, leaving the cursor at the first content after it. */
export function readBlockText(cursor: Cursor, indent: number): string {
  HEADER.lastIndex = cursor.position;
  const header = HEADER.exec(cursor.text)?.[0] ?? refuse();
  // Readers differ on outermost blocks, and on a last line without an end.
  if (indent === AT_END || !cursor.text.endsWith('\n')) refuse();
  const lines = readLines(cursor, cursor.position + header.length + 1, indent);
  const text = header.startsWith('|') ? lines.join('\n') : foldLines(lines);
  return header.endsWith('-') ? text : `${text}\n`;
}

/** The lines of the block without their indentation; blank ones at its end are left out. */
function readLines(cursor: Cursor, start: number, indent: number): readonly string[] {
  const { text } = cursor;
  const width = spacesAt(text, start);
  if (width <= indent || start + width >= text.length || text.charCodeAt(start + width) === CODE.newline) refuse();
  const lines: string[] = [];
  let used = 0;
  let at = start;
  for (let spaces = width; at < text.length; spaces = spacesAt(text, at)) {
    const end = cursor.lineEnd(at);
    const isBlank = at + spaces === end;
    if (isBlank ? spaces > width : spaces > indent && spaces < width) refuse();
    if (!isBlank && spaces < width) break;
    lines.push(isBlank ? '' : text.slice(at + width, end));
    if (!isBlank) used = lines.length;
    at = end + 1;
  }
  cursor.seek(at);
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

function spacesAt(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === CODE.space) at += 1;
  return at - start;
}
