import type { Dialect } from './dialect.js';
import type { RawNode } from './raw.js';

const OPENING = /([rR]?[fF]|[fF]?[rR]|[uU]|[bB][rR]?|[rR][bB])?('''|"""|'|")/y;

interface Opening extends Quoting {
  readonly formatted: boolean;
  readonly bytes: boolean;
  readonly length: number;
}

function openingAt(dialect: Dialect): Opening | null {
  OPENING.lastIndex = dialect.index;
  const match = OPENING.exec(dialect.expr);
  if (match === null) return null;
  const prefix = (match[1] ?? '').toLowerCase();
  const quote = match[2] ?? '';
  return {
    quote,
    raw: prefix.includes('r'),
    formatted: prefix.includes('f'),
    bytes: prefix.includes('b'),
    open: dialect.index,
    length: match[0].length,
  };
}

export function startsString(dialect: Dialect): boolean {
  return openingAt(dialect) !== null;
}

/** One text, or several side by side, which Python joins. */
export function strings(dialect: Dialect): RawNode {
  const start = dialect.index;
  const parts: RawNode[] = [];
  let formatted = false;
  let end = start;
  for (let opening = openingAt(dialect); opening !== null; opening = openingAt(dialect)) {
    if (opening.bytes) {
      dialect.fail({
        code: 'not-available',
        summary: 'there are no bytes in a query',
        hint: 'leave out the `b`',
        range: { start: dialect.index, end: dialect.index + opening.length },
      });
    }
    dialect.index += opening.length;
    formatted ||= opening.formatted;
    parts.push(...(opening.formatted ? formattedParts(dialect, opening) : [plain(dialect, opening)]));
    end = dialect.index;
    dialect.gobbleSpaces();
  }
  if (formatted) return dialect.node('FormattedString', start, { parts }, parts, end);
  const value = parts.map((part) => (typeof part.value === 'string' ? part.value : '')).join('');
  return dialect.node('Literal', start, { value, raw: dialect.expr.slice(start, end) }, [], end);
}

function plain(dialect: Dialect, quoting: Quoting): RawNode {
  const start = dialect.index;
  let value = '';
  while (!dialect.take(quoting.quote)) value += character(dialect, quoting);
  return dialect.node('Literal', start, { value, raw: dialect.expr.slice(start, dialect.index) });
}

interface Quoting {
  readonly quote: string;
  readonly raw: boolean;
  /** Where the text opens, for the error that it never closes. */
  readonly open: number;
}

/** The next character of a text, escapes resolved, with the cursor moved past it. */
function character(dialect: Dialect, { quote, raw, open }: Quoting): string {
  const ch = dialect.char;
  if (dialect.atEnd || (quote.length === 1 && (ch === '\n' || ch === '\r'))) {
    dialect.fail({
      code: 'syntax',
      summary: 'a text is never closed',
      hint: `add the closing \`${quote}\``,
      range: { start: open, end: open + quote.length },
    });
  }
  if (ch === '\r') {
    dialect.index += dialect.startsWith('\r\n') ? 2 : 1;
    return '\n';
  }
  if (ch !== '\\') {
    dialect.index += 1;
    return ch;
  }
  return raw ? rawBackslash(dialect) : escaped(dialect);
}

/** In a raw text, a backslash stays, and so does the quote that it protects. */
function rawBackslash(dialect: Dialect): string {
  const length = dialect.startsWith('\\\r\n') ? 3 : 2;
  const text = dialect.expr.slice(dialect.index, dialect.index + length);
  dialect.index += text.length;
  return text.replace(/\r\n?/, '\n');
}

function escaped(dialect: Dialect): string {
  const escape = escapeAt(dialect.expr, dialect.index);
  if (!escape.ok) {
    const range = { start: dialect.index, end: dialect.index + escape.length };
    dialect.fail({ code: 'syntax', summary: escape.summary, hint: escape.hint, range });
  }
  dialect.index += escape.length;
  return escape.text;
}

/** What a backslash and what follows it stand for. */
type Escape =
  | { readonly ok: true; readonly text: string; readonly length: number }
  | { readonly ok: false; readonly length: number; readonly summary: string; readonly hint: string };

const SINGLE: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The escape at `index`, which is the place of its backslash, in a text that is not raw. */
function escapeAt(source: string, index: number): Escape {
  const next = source.charAt(index + 1);
  const single = Object.hasOwn(SINGLE, next) ? SINGLE[next] : undefined;
  if (single !== undefined) return { ok: true, text: single, length: 2 };
  if (next === '\r') return { ok: true, text: '', length: source.charAt(index + 2) === '\n' ? 3 : 2 };
  const octal = /^[0-7]{1,3}/.exec(source.slice(index + 1, index + 4))?.[0];
  if (octal !== undefined)
    return { ok: true, text: String.fromCodePoint(parseInt(octal, 8)), length: 1 + octal.length };
  const digits = Object.hasOwn(HEX_DIGITS, next) ? HEX_DIGITS[next] : undefined;
  if (digits !== undefined) return numbered(source, index, next, digits);
  if (next === 'N')
    return { ok: false, length: 2, summary: 'characters are not known by name', hint: 'use the number: `\\u00e9`' };
  // Python keeps the backslash of an escape that it does not know.
  return { ok: true, text: '\\', length: 1 };
}

function numbered(source: string, index: number, letter: string, digits: number): Escape {
  const hex = /^[0-9a-fA-F]*/.exec(source.slice(index + 2, index + 2 + digits))?.[0] ?? '';
  const number = parseInt(hex, 16);
  if (hex.length < digits) {
    return {
      ok: false,
      length: 2 + hex.length,
      summary: `\`\\${letter}\` needs ${digits} hexadecimal digits`,
      hint: "for a backslash itself, write `\\\\` or a raw text: r'…'",
    };
  }
  if (number > 0x10ffff)
    return {
      ok: false,
      length: 2 + digits,
      summary: 'no character has so high a number',
      hint: 'the highest is `\\U0010ffff`',
    };
  return { ok: true, text: String.fromCodePoint(number), length: 2 + digits };
}

/** The texts and the `{…}` fields of an f-string, up to and past its closing quote. */
function formattedParts(dialect: Dialect, quoting: Quoting): RawNode[] {
  return pieces(dialect, quoting, quoting.quote, true);
}

function pieces(dialect: Dialect, quoting: Quoting, close: string, doubledBraces: boolean): RawNode[] {
  const parts: RawNode[] = [];
  let text = '';
  let start = dialect.index;
  const flush = (): void => {
    if (text !== '') parts.push(dialect.node('Literal', start, { value: text, raw: text }));
    text = '';
  };
  while (!dialect.startsWith(close)) {
    if (doubledBraces && dialect.take('{{')) text += '{';
    else if (doubledBraces && dialect.take('}}')) text += '}';
    else if (dialect.char === '{') {
      flush();
      parts.push(...field(dialect, quoting));
      start = dialect.index;
    } else if (dialect.char === '}') {
      dialect.fail({
        code: 'syntax',
        summary: 'a single `}` stands in an f-string',
        hint: 'for the character itself, write `}}`',
      });
    } else text += character(dialect, quoting);
  }
  flush();
  // The brace that closes a format spec closes the field too.
  if (close !== '}') dialect.index += close.length;
  return parts;
}

/** `{value}`, `{value!r:spec}`, or `{value=}`, which also shows how the value was written. */
function field(dialect: Dialect, quoting: Quoting): RawNode[] {
  const start = dialect.index;
  dialect.index += 1;
  const label: RawNode[] = [];
  const read = (): { readonly value: RawNode; readonly spec: RawNode | null } => {
    const value = fieldValue(dialect);
    if (dialect.take('=')) {
      dialect.gobbleSpaces();
      const text = dialect.expr.slice(start + 1, dialect.index);
      label.push(dialect.node('Literal', start + 1, { value: text, raw: text }));
    }
    conversion(dialect);
    if (!dialect.take(':')) return { value, spec: null };
    const specStart = dialect.index;
    const parts = dialect.deeper(() => pieces(dialect, quoting, '}', false));
    return { value, spec: dialect.node('FormattedString', specStart, { parts }, parts) };
  };
  const { value, spec } = dialect.inField(() => dialect.deeper(read));
  if (!dialect.take('}')) {
    if (dialect.atEnd)
      dialect.fail({
        code: 'syntax',
        summary: '`{` of an f-string is never closed',
        hint: 'add the `}`; for the character itself, write `{{`',
        range: { start, end: start + 1 },
      });
    dialect.failRest();
  }
  return [...label, dialect.node('FormattedValue', start, { value, spec }, spec === null ? [value] : [value, spec])];
}

function fieldValue(dialect: Dialect): RawNode {
  dialect.gobbleSpaces();
  if ('}!:='.includes(dialect.char) && !dialect.startsWith('!=')) {
    dialect.fail({
      code: 'syntax',
      summary: 'an empty `{}` in an f-string',
      hint: 'put a value between the braces; for the characters themselves, write `{{}}`',
    });
  }
  const value = dialect.gobbleExpression();
  dialect.gobbleSpaces();
  return dialect.char === ',' ? tupleFrom(dialect, value) : value;
}

function tupleFrom(dialect: Dialect, first: RawNode): RawNode {
  const elements = [first];
  while (dialect.take(',')) {
    dialect.gobbleSpaces();
    if ('}!:='.includes(dialect.char)) break;
    elements.push(dialect.gobbleExpression());
    dialect.gobbleSpaces();
  }
  return dialect.node('SequenceExpression', first.start, { elements }, elements);
}

/** `!r`, `!s` and `!a` are read and, as in simpleeval, change nothing. */
function conversion(dialect: Dialect): void {
  if (!dialect.take('!')) return;
  const letter = dialect.peekName();
  if (letter !== 'r' && letter !== 's' && letter !== 'a') {
    dialect.fail({
      code: 'syntax',
      summary: 'an f-string has only the conversions `!r`, `!s` and `!a`',
      hint: 'a format follows `:`, as in `{value:>10}`',
    });
  }
  dialect.index += 1;
  dialect.gobbleSpaces();
}
