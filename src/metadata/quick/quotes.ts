import { decodeDoubleQuoted, decodeSingleQuoted } from '../scalars/quoted.js';
import { CODE } from './characters.js';

export const isQuote = (code: number): boolean => code === CODE.doubleQuote || code === CODE.singleQuote;

/**
 * Where the quoted scalar at a place in a line ends in that line, or -1.
 *
 * @param start behind its opening quote, or the start of a further line
 */
export function closingQuote(line: string, start: number, quote: number): number {
  return quote === CODE.doubleQuote ? doubleQuoteEnd(line, start) : singleQuoteEnd(line, start);
}

/** The text of a quoted scalar; undefined where it is malformed. */
export function unquoted(source: string): string | undefined {
  const body = source.slice(1, -1);
  if (source.charCodeAt(0) === CODE.doubleQuote) return /[\\\n]/.test(body) ? decodeDoubleQuoted(body) : body;
  return /['\n]/.test(body) ? decodeSingleQuoted(body) : body;
}

function doubleQuoteEnd(line: string, start: number): number {
  for (let from = start; ;) {
    const quote = line.indexOf('"', from);
    if (quote === -1) return -1;
    let backslashes = 0;
    while (quote - 1 - backslashes >= from && line.charCodeAt(quote - 1 - backslashes) === CODE.backslash)
      backslashes += 1;
    if (backslashes % 2 === 0) return quote;
    from = quote + 1;
  }
}

function singleQuoteEnd(line: string, start: number): number {
  for (let from = start; ;) {
    const quote = line.indexOf("'", from);
    if (quote === -1 || line.charCodeAt(quote + 1) !== CODE.singleQuote) return quote;
    from = quote + 2;
  }
}
