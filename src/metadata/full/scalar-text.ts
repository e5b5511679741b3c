import type { Scalar } from 'yaml';
import { Unreadable } from '../result.js';
import { decodeDoubleQuoted, decodeSingleQuoted } from '../scalars/quoted.js';

/**
 * The text that a scalar stands for.
 *
 * @throws Unreadable for what YAML 1.2 allows in a scalar, but PyYAML does not
 */
export function scalarText(text: string, node: Scalar.Parsed, inFlow: boolean): string {
  const [start, end] = node.range;
  if (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE') return quotedText(text.slice(start, end), start);
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
    refuseHeader(text.slice(start, end), start);
    // PyYAML adds no line end to a block scalar whose last line has none.
    return end >= text.length && endsInsideLine(text, node.source) ? node.source.replace(/\n$/, '') : node.source;
  }
  refusePlain(text.slice(start, end), start, inFlow);
  return node.source;
}

const BLOCK_HEADER = /^[|>](?:[-+][1-9]?|[1-9][-+]?)?(?: *| +#[^\n]*)(?:\n|$)/;

function refuseHeader(source: string, offset: number): void {
  if (!BLOCK_HEADER.test(source)) throw new Unreadable('syntax', 'something follows a `|` or `>` in its line', offset);
}

/** White space alone counts as a line only where there is more of it than the indentation. */
function endsInsideLine(text: string, value: string): boolean {
  return text.slice(text.lastIndexOf('\n') + 1).trim() !== '' || (!text.endsWith('\n') && /[ \t]\n$/.test(value));
}

function quotedText(source: string, offset: number): string {
  const quote = source.charAt(0);
  if (closingQuote(source) !== source.length - 1) {
    throw new Unreadable('syntax', 'a quoted value does not end, or goes on in a line that is not indented', offset);
  }
  const body = source.slice(1, -1);
  const text = quote === '"' ? decodeDoubleQuoted(body) : decodeSingleQuoted(body);
  if (text === undefined)
    throw new Unreadable('syntax', 'a quoted value holds an unknown escape or a document marker', offset);
  return text;
}

/** Where the quoted scalar that `source` begins with ends, or -1. */
function closingQuote(source: string): number {
  const isDouble = source.startsWith('"');
  for (let at = 1; at < source.length; at += 1) {
    if (isDouble && source[at] === '\\') at += 1;
    else if (source[at] === source[0]) {
      if (isDouble || source[at + 1] !== source[0]) return at;
      at += 1;
    }
  }
  return -1;
}

function refusePlain(source: string, offset: number, inFlow: boolean): void {
  const tab = source.indexOf('\t');
  if (tab !== -1)
    throw new Unreadable('syntax', 'a tab inside an unquoted value; put the value in quotes', offset + tab);
  const indicator = inFlow ? source.search(/^:|\?/) : -1;
  if (indicator === -1) return;
  throw new Unreadable(
    'syntax',
    `a \`${source.charAt(indicator)}\` in an unquoted value between brackets; put the value in quotes`,
    offset + indicator,
  );
}
