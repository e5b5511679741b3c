import { SIMPLE_ESCAPES } from '../../values/python-string.js';

/** The opening of a string literal: prefix and quote. */
const OPENING = /^([a-zA-Z]*)('''|"""|'|")/;

const ESCAPE = /\\(?:\n|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[^])/g;

export interface Literal {
  readonly raw: boolean;
  /** Where the contents begin and end in the literal. */
  readonly start: number;
  readonly end: number;
}

/** The parts of a literal as it is written; null for bytes and for prefixes of later Pythons. */
export function literalOf(written: string): Literal | null {
  const [opening = '', prefix = '', quote = ''] = OPENING.exec(written) ?? [];
  if (quote === '' || !/^(?:u|r|f|rf|fr)?$/i.test(prefix)) return null;
  return { raw: /r/i.test(prefix), start: opening.length, end: written.length - quote.length };
}

/** The text that the contents of a literal stand for; null where an escape is none that is read, such as `\N{…}`. */
export function unescaped(contents: string, raw: boolean): string | null {
  if (raw) return contents;
  const unknown: string[] = [];
  const text = contents.replace(ESCAPE, (escape) => {
    const letter = escape.charAt(1);
    if (letter === '\n') return '';
    if (letter === 'N') unknown.push(escape);
    if (/^[xuU]/.test(letter) && escape.length > 2) return fromCode(parseInt(escape.slice(2), 16));
    if (/^[xuU]/.test(letter)) unknown.push(escape);
    if (/^[0-7]/.test(letter)) return fromCode(parseInt(escape.slice(1), 8));
    return SIMPLE_ESCAPES[letter] ?? escape;
  });
  return unknown.length === 0 && !hasLoneSurrogate(text) ? text : null;
}

/**
 * The text between the fields of an f-string, in which braces are doubled; null where one is not: the parser takes the
 * field of `f"\{A}"` for text, and Python does not.
 */
export function unescapedBetweenFields(contents: string, raw: boolean): string | null {
  if (/[{}]/.test(contents.replace(/\{\{|\}\}/g, ''))) return null;
  return unescaped(contents.replaceAll('{{', '{').replaceAll('}}', '}'), raw);
}

/** A whole number of Python; null for anything else, and for one that is too large to count with. */
export function wholeNumber(written: string): number | null {
  const digits = written.replace(/(?<=[0-9a-zA-Z])_(?=[0-9a-fA-F])/g, '');
  if (!/^(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|[1-9][0-9]*|0+)$/.test(digits)) return null;
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : null;
}

function fromCode(code: number): string {
  return code > 0x10ffff ? '\ud800' : String.fromCodePoint(code);
}

function hasLoneSurrogate(text: string): boolean {
  return /[\ud800-\udfff]/u.test(text);
}

/** `textwrap.dedent`. */
export function dedent(text: string): string {
  const lines = text.split('\n').map((line) => (/^[ \t]+$/.test(line) ? '' : line));
  const indents = lines.filter((line) => line !== '').map((line) => /^[ \t]*/.exec(line)?.[0] ?? '');
  const [first = '', ...rest] = indents;
  const margin = rest.reduce(commonStart, first);
  return lines.map((line) => (line === '' ? line : line.slice(margin.length))).join('\n');
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

/** `str.strip`. */
export function strip(text: string): string {
  const space = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
  let start = 0;
  let end = text.length;
  const isSpace = new RegExp(space);
  while (start < end && isSpace.test(text.charAt(start))) start++;
  while (end > start && isSpace.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
