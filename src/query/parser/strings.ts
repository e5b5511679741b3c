import { SIMPLE_ESCAPES } from '../../values/python-string.js';
import type { FormattedPart, FormattedStringNode, FormattedText, Node } from '../syntax-tree.js';
import { failAloneSpread, starred } from './collections.js';
import type { PythonParser } from './python-parser.js';
import { failAtRest } from './unexpected-input.js';

interface Opening {
  readonly quote: string;
  readonly raw: boolean;
  readonly formatted: boolean;
  readonly bytes: boolean;
  readonly start: number;
  /** Characters of the prefix and the quote. */
  readonly length: number;
}

const OPENING = /([rR]?[fF]|[fF]?[rR]|[uU]|[bB][rR]?|[rR][bB])?('''|"""|'|")/y;

function openingAt(parser: PythonParser): Opening | null {
  OPENING.lastIndex = parser.index;
  const match = OPENING.exec(parser.expr);
  if (match === null) return null;
  const [{ length }, prefix = '', quote = ''] = match;
  const has = (letter: string): boolean => prefix.toLowerCase().includes(letter);
  return { quote, raw: has('r'), formatted: has('f'), bytes: has('b'), start: parser.index, length };
}

export function startsString(parser: PythonParser): boolean {
  return openingAt(parser) !== null;
}

/** One string literal, or several side by side, which Python joins. */
export function strings(parser: PythonParser): Node {
  const start = parser.index;
  const parts: FormattedPart[] = [];
  let formatted = false;
  let end = start;
  for (let opening = openingAt(parser); opening !== null; opening = openingAt(parser)) {
    if (opening.bytes)
      parser.fail('not-available', 'there are no bytes in a query', 'leave out the `b`', parser.next(opening.length));
    parser.index += opening.length;
    formatted ||= opening.formatted;
    if (opening.formatted) parts.push(...formattedParts(parser, opening));
    else parts.push(plainText(parser, opening));
    end = parser.index;
    parser.gobbleSpaces();
  }
  if (formatted) return { type: 'formatted', ...parser.syntax(start, parts, end), parts };
  const value = parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
  return { type: 'literal', ...parser.syntax(start, [], end), value };
}

function plainText(parser: PythonParser, opening: Opening): FormattedText {
  const start = parser.index;
  let text = '';
  while (!parser.take(opening.quote)) text += character(parser, opening);
  return { type: 'text', ...parser.syntax(start), text };
}

/** The texts and the `{…}` fields of an f-string, up to and past its closing quote. */
function formattedParts(parser: PythonParser, opening: Opening): FormattedPart[] {
  const parts = partsUntil(parser, opening, opening.quote);
  parser.index += opening.quote.length;
  return parts;
}

/** @param close the quote, or the brace that ends a format, in which braces are not doubled */
function partsUntil(parser: PythonParser, opening: Opening, close: string): FormattedPart[] {
  const parts: FormattedPart[] = [];
  let text = '';
  let start = parser.index;
  const flush = (): void => {
    if (text !== '') parts.push({ type: 'text', ...parser.syntax(start), text });
    text = '';
  };
  while (!parser.startsWith(close)) {
    if (close !== '}' && parser.take('{{')) text += '{';
    else if (close !== '}' && parser.take('}}')) text += '}';
    else if (parser.char === '{') {
      flush();
      parts.push(...field(parser, opening));
      start = parser.index;
    } else if (parser.char === '}')
      parser.fail('syntax', 'a single `}` stands in an f-string', 'for the character itself, write `}}`');
    else text += character(parser, opening);
  }
  flush();
  return parts;
}

/** `{value}`, `{value!r:spec}`, or `{value=}`, which also shows how the value was written. */
function field(parser: PythonParser, opening: Opening): FormattedPart[] {
  const start = parser.index;
  parser.index += 1;
  const label: FormattedText[] = [];
  const read = (): { readonly value: Node; readonly spec: FormattedStringNode | null } => {
    const value = fieldValue(parser);
    if (parser.take('=')) {
      parser.gobbleSpaces();
      const text = parser.expr.slice(start + 1, parser.index);
      label.push({ type: 'text', ...parser.syntax(start + 1), text });
    }
    conversion(parser);
    if (!parser.take(':')) return { value, spec: null };
    const specStart = parser.index;
    const parts = parser.nested(() => partsUntil(parser, opening, '}'));
    return { value, spec: { type: 'formatted', ...parser.syntax(specStart, parts), parts } };
  };
  const { value, spec } = parser.inField(() => parser.nested(read));
  if (!parser.take('}')) {
    if (!parser.atEnd) failAtRest(parser);
    const hint = 'add the `}`; for the character itself, write `{{`';
    parser.fail('syntax', '`{` of an f-string is never closed', hint, { start, end: start + 1 });
  }
  const syntax = parser.syntax(start, spec === null ? [value] : [value, spec]);
  return [...label, { type: 'field', ...syntax, value, spec }];
}

const FIELD_VALUE_END = '}!:=';

function fieldValue(parser: PythonParser): Node {
  parser.gobbleSpaces();
  if (FIELD_VALUE_END.includes(parser.char) && !parser.startsWith('!=')) {
    const hint = 'put a value between the braces; for the characters themselves, write `{{}}`';
    parser.fail('syntax', 'an empty `{}` in an f-string', hint);
  }
  const first = starred(parser);
  if (parser.char !== ',') return first.type === 'spread' ? failAloneSpread(parser, first) : first;
  const elements = [first];
  while (parser.take(',')) {
    parser.gobbleSpaces();
    if (FIELD_VALUE_END.includes(parser.char)) break;
    elements.push(starred(parser));
  }
  return { type: 'tuple', ...parser.syntax(first.start, elements), elements };
}

/** `!r`, `!s` and `!a` are read and, as in simpleeval, change nothing. */
function conversion(parser: PythonParser): void {
  if (!parser.take('!')) return;
  const letter = parser.peekName();
  if (letter !== 'r' && letter !== 's' && letter !== 'a') {
    const summary = 'an f-string has only the conversions `!r`, `!s` and `!a`';
    parser.fail('syntax', summary, 'a format follows `:`, as in `{value:>10}`');
  }
  parser.index += 1;
  parser.gobbleSpaces();
}

/** The next character of a string, its escape resolved, with the cursor moved past it. */
function character(parser: PythonParser, { quote, raw, formatted, start }: Opening): string {
  const ch = parser.char;
  if (parser.atEnd || (quote.length === 1 && (ch === '\n' || ch === '\r'))) {
    const range = { start, end: start + quote.length };
    parser.fail('syntax', 'a text is never closed', `add the closing \`${quote}\``, range);
  }
  if (ch === '\r') {
    parser.index += parser.startsWith('\r\n') ? 2 : 1;
    return '\n';
  }
  if (ch === '\\') return raw ? rawBackslash(parser, formatted) : escape(parser);
  parser.index += 1;
  return ch;
}

/** In a raw string, a backslash stays, and so does the quote that it protects; it does not protect the brace of a field. */
function rawBackslash(parser: PythonParser, formatted: boolean): string {
  const brace = formatted && (parser.startsWith('\\{') || parser.startsWith('\\}'));
  const length = brace ? 1 : parser.startsWith('\\\r\n') ? 3 : 2;
  const text = parser.expr.slice(parser.index, parser.index + length);
  parser.index += text.length;
  return text.replace(/\r\n?/, '\n');
}

const NAMED_CHARACTER_HINT = 'write the character itself, or its number: `\\u2022`';

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The character that the escape sequence at the cursor stands for. */
function escape(parser: PythonParser): string {
  const after = parser.expr.slice(parser.index + 1, parser.index + 4);
  const next = after.charAt(0);
  const taken = (length: number, text: string): string => {
    parser.index += length;
    return text;
  };
  const simple = Object.hasOwn(SIMPLE_ESCAPES, next) ? SIMPLE_ESCAPES[next] : undefined;
  if (simple !== undefined) return taken(2, simple);
  if (next === '\r') return taken(after.startsWith('\r\n') ? 3 : 2, '');
  const octal = /^[0-7]{1,3}/.exec(after)?.[0];
  if (octal !== undefined) return taken(1 + octal.length, String.fromCodePoint(parseInt(octal, 8)));
  const digits = Object.hasOwn(HEX_DIGITS, next) ? HEX_DIGITS[next] : undefined;
  if (digits !== undefined) return taken(2 + digits, hexCharacter(parser, next, digits));
  if (next === 'N') parser.fail('syntax', 'characters are not known by name', NAMED_CHARACTER_HINT, parser.next(2));
  // Python keeps the backslash of an escape that it does not know.
  return taken(1, '\\');
}

function hexCharacter(parser: PythonParser, letter: string, digits: number): string {
  const from = parser.index + 2;
  const hex = /^[0-9a-fA-F]*/.exec(parser.expr.slice(from, from + digits))?.[0] ?? '';
  const code = parseInt(hex, 16);
  if (hex.length < digits) {
    const hint = "for a backslash itself, write `\\\\` or a raw text: r'…'";
    const summary = `\`\\${letter}\` needs ${digits} hexadecimal digits`;
    parser.fail('syntax', summary, hint, parser.next(2 + hex.length));
  }
  if (code > 0x10ffff) {
    const hint = 'the highest is `\\U0010ffff`';
    parser.fail('syntax', 'no character has so high a number', hint, parser.next(2 + digits));
  }
  return String.fromCodePoint(code);
}
