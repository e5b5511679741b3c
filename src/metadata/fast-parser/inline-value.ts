import type { Value } from '../../values/value.js';
import { resolvePlain } from '../plain-scalar.js';
import { closingQuote, foldPlain, isQuote, unquote } from '../quoted-scalar.js';
import { CharCursor, type LineCursor } from './cursor.js';
import { afterSpaces, bail, CODE, END_COLUMN, endsLine, type Line } from './line.js';

/**
 * Reads the value that starts in the line of the cursor; leaves the cursor at the first content after it.
 *
 * @param indent column of the enclosing block; continuation lines are indented by more
 */
export function readInline(cursor: LineCursor, indent: number): Value {
  const { index, line } = cursor;
  if (line.valueKind === 'open') return readOpen(cursor, indent);
  cursor.advance();
  const continues = cursor.line.column > indent;
  if (!continues && line.value !== undefined) return line.value;
  return continues && line.valueKind === 'plain' ? readContinuation(cursor, indent, line, index) : bail();
}

function readOpen(cursor: LineCursor, indent: number): Value {
  const chars = new CharCursor(cursor);
  const { code } = chars;
  if (code === CODE.bar || code === CODE.greater) return readBlockScalar(cursor, indent);
  const value = isQuote(code)
    ? readQuoted(chars, indent)
    : code === CODE.openBracket
      ? readFlowSequence(chars, indent)
      : readEmptyMapping(chars);
  chars.finish();
  return value;
}

function readEmptyMapping(chars: CharCursor): Value {
  if (!chars.line.startsWith('{}', chars.position)) bail();
  chars.position += 2;
  return {};
}

/** The items of `[a, "b"]`; nested flow collections are left to the full parser. */
function readFlowSequence(chars: CharCursor, indent: number): Value {
  const items: Value[] = [];
  chars.position += 1;
  skipGap(chars, indent);
  while (chars.code !== CODE.closeBracket) {
    items.push(readFlowItem(chars, indent));
    skipGap(chars, indent);
    if (chars.code === CODE.comma) {
      chars.position += 1;
      skipGap(chars, indent);
    } else if (chars.code !== CODE.closeBracket) bail();
  }
  chars.position += 1;
  return items;
}

/** Words without a character that could be an indicator between brackets. */
const PLAIN_FLOW_ITEM = /[A-Za-z0-9_$.][A-Za-z0-9_$./@+-]*(?: [A-Za-z0-9_$./@+-]+)*/y;

function readFlowItem(chars: CharCursor, indent: number): Value {
  if (isQuote(chars.code)) return readQuoted(chars, indent);
  PLAIN_FLOW_ITEM.lastIndex = chars.position;
  const item = PLAIN_FLOW_ITEM.exec(chars.line)?.[0] ?? bail();
  chars.position += item.length;
  const value = resolvePlain(item);
  return value === undefined ? bail() : value;
}

/** Moves over spaces and line ends. */
function skipGap(chars: CharCursor, indent: number): void {
  chars.skipSpaces();
  if (chars.position < chars.line.length) return;
  while (chars.position === chars.line.length) {
    chars.nextLine();
    chars.skipSpaces();
  }
  if (chars.position <= indent || chars.line.startsWith('...')) bail();
}

function readQuoted(chars: CharCursor, indent: number): string {
  const { code: quote, position: start } = chars;
  let source = chars.line.slice(start);
  let end = closingQuote(chars.line, start + 1, quote);
  while (end === -1) {
    chars.nextLine();
    if (!isIndented(chars.line, indent)) bail();
    end = closingQuote(chars.line, 0, quote);
    source += `\n${chars.line}`;
  }
  chars.position = end + 1;
  return unquote(source.slice(0, source.length - chars.line.length + end + 1)) ?? bail();
}

/** PyYAML accepts any indentation here, and so does the full parser; nobody writes it. */
function isIndented(line: string, indent: number): boolean {
  const column = afterSpaces(line, 0);
  return column === line.length || (column > indent && line.charCodeAt(column) !== CODE.tab);
}

/** What a plain scalar holds of a continuation line, where only a comment is still an indicator. */
const PLAIN_CONTINUATION = /[^\t:# ](?:[^\t:# ]+|:(?=[^ \t])|#| +(?=[^ #\t]))*/y;

/** A plain scalar that begins in an earlier line and continues in the line of the cursor. */
function readContinuation(cursor: LineCursor, indent: number, firstLine: Line, firstIndex: number): Value {
  const { lines } = cursor;
  let [index, end] = [firstIndex, firstLine.valueEnd];
  let text = lines[index]?.slice(firstLine.valueStart, end) ?? '';
  while (cursor.line.column > indent) {
    const {
      source,
      line: { column },
    } = cursor;
    // A comment between two lines ends the scalar, so that the second line is an error.
    if (hasComment(lines, index, end, cursor.index)) bail();
    text += '\n'.repeat(cursor.index - index);
    PLAIN_CONTINUATION.lastIndex = column;
    if (!PLAIN_CONTINUATION.test(source)) bail();
    [index, end] = [cursor.index, PLAIN_CONTINUATION.lastIndex];
    if (!endsLine(source, end)) bail();
    text += source.slice(column, end);
    cursor.advance();
  }
  const value = resolvePlain(foldPlain(text));
  return value === undefined ? bail() : value;
}

/** For lines of white space and comments, from an index in the first one to the start of the last. */
function hasComment(lines: readonly string[], first: number, start: number, last: number): boolean {
  for (let index = first; index < last; index += 1) {
    if (lines[index]?.includes('#', index === first ? start : 0) === true) return true;
  }
  return false;
}

const BLOCK_HEADER = /^[|>]-?$/;

/** The text of a `|` or `>` block. */
function readBlockScalar(cursor: LineCursor, indent: number): string {
  const header = cursor.source.slice(cursor.line.valueStart);
  // Parsers differ on a block scalar that is the whole document, and on a last line without a line end.
  if (!BLOCK_HEADER.test(header) || indent === END_COLUMN || cursor.lines.at(-1) !== '') bail();
  const lines = readBlockLines(cursor, indent);
  const text = header.startsWith('|') ? lines.join('\n') : foldBlockLines(lines);
  return header.endsWith('-') ? text : `${text}\n`;
}

/** The lines of a block scalar without indentation and without the blank lines at its end. */
function readBlockLines(cursor: LineCursor, indent: number): readonly string[] {
  const lines: string[] = [];
  let used = 0;
  let index = cursor.index + 1;
  const width = afterSpaces(cursor.lines[index] ?? '', 0);
  if (width <= indent) bail();
  // The text after the last line end is empty, and not a line.
  for (; index < cursor.lines.length - 1; index += 1) {
    const line = cursor.lines[index] ?? '';
    const column = afterSpaces(line, 0);
    const isBlank = column === line.length;
    if (isBlank ? column > width || used === 0 : column > indent && column < width) bail();
    if (!isBlank && column < width) break;
    lines.push(isBlank ? '' : line.slice(width));
    if (!isBlank) used = lines.length;
  }
  if (used === 0) bail();
  cursor.index = index - 1;
  cursor.advance();
  return lines.slice(0, used);
}

/** Joins lines with spaces; of several line ends in a row the first is dropped. */
function foldBlockLines(lines: readonly string[]): string {
  let text = '';
  let separator = '';
  for (const line of lines) {
    // A line with more indentation keeps its line ends: left to the full parser.
    if (line.startsWith(' ') || line.startsWith('\t')) bail();
    if (line === '') separator = separator === ' ' ? '\n' : `${separator}\n`;
    else {
      text += separator + line;
      separator = ' ';
    }
  }
  return text;
}
