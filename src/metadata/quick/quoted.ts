import { decodeDoubleQuoted, decodeSingleQuoted } from '../scalars/quoted.js';
import type { Cursor } from './cursor.js';
import { CODE, refuse } from './cursor.js';

/**
 * The text of the quoted scalar at the cursor, leaving the cursor after its closing quote.
 * Its further lines have to be indented by more than `indent` spaces.
 */
export function readQuoted(cursor: Cursor, indent: number): string {
  const { text } = cursor;
  const start = cursor.position + 1;
  const isDouble = cursor.code === CODE.doubleQuote;
  const end = isDouble ? doubleQuoteEnd(text, start) : singleQuoteEnd(text, start);
  cursor.position = end + 1;
  const body = text.slice(start, end);
  if (body.includes('\n') && !isIndented(text, start, end, indent)) refuse();
  return (isDouble ? decodeDouble(body) : decodeSingle(body)) ?? refuse();
}

const decodeDouble = (body: string): string | undefined => (/[\\\n]/.test(body) ? decodeDoubleQuoted(body) : body);
const decodeSingle = (body: string): string | undefined => (/['\n]/.test(body) ? decodeSingleQuoted(body) : body);

function doubleQuoteEnd(text: string, start: number): number {
  for (let from = start; ; ) {
    const quote = text.indexOf('"', from);
    if (quote === -1) refuse();
    let backslashes = 0;
    while (quote - 1 - backslashes >= from && text[quote - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return quote;
    from = quote + 1;
  }
}

function singleQuoteEnd(text: string, start: number): number {
  for (let from = start; ; ) {
    const quote = text.indexOf("'", from);
    if (quote === -1) refuse();
    if (text.charCodeAt(quote + 1) !== CODE.singleQuote) return quote;
    from = quote + 2;
  }
}

/** PyYAML does not care, but the full reader does. */
function isIndented(text: string, start: number, end: number, indent: number): boolean {
  for (let newline = text.indexOf('\n', start); newline !== -1 && newline < end; newline = text.indexOf('\n', newline + 1)) {
    let at = newline + 1;
    while (text.charCodeAt(at) === CODE.space) at += 1;
    const code = text.charCodeAt(at);
    if (code === CODE.tab || (code !== CODE.newline && at - newline - 1 <= indent)) return false;
  }
  return true;
}
