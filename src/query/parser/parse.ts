import { Float } from '../../values/value.js';
import type { Limits } from '../limits.js';
import type { Node } from '../syntax-tree.js';
import { collection, commaList } from './collections.js';
import { KEYWORDS, normalName } from '../../values/python-names.js';
import { expression } from './operators.js';
import { type Grammar, PythonParser } from './python-parser.js';
import { startsString, strings } from './strings.js';
import { trailers } from './trailers.js';
import { failAtKeyword, failAtValue } from './unexpected-input.js';

const PYTHON: Grammar = { query, expression, atom, trailers };

/**
 * The syntax tree of a query.
 * @param functions the names that may stand after `key=`
 * @throws QuerySyntaxError where Python's grammar has no such expression
 */
export function parse(source: string, limits: Limits, functions: ReadonlySet<string>): Node {
  return new PythonParser(source, limits, functions, PYTHON).parse();
}

function query(parser: PythonParser): Node {
  if (parser.atEnd)
    parser.fail('empty', 'the query is empty', "try `data.supportLevel == 'certified'`", { start: 0, end: 1 });
  const nul = parser.expr.indexOf('\0');
  if (nul >= 0)
    parser.fail('syntax', 'the query holds a NUL character (U+0000)', 'delete it', { start: nul, end: nul + 1 });
  // Comments may stand on lines of their own before the query.
  parser.inBrackets(() => parser.gobbleSpaces());
  return commaList(parser, null, parser.index);
}

function atom(parser: PythonParser): Node {
  if (parser.atEnd) {
    parser.fail('syntax', 'the query ends where a value should be', 'complete it, or remove the operator before it', {
      start: parser.end,
      end: parser.end + 1,
    });
  }
  if (startsNumber(parser)) return number(parser);
  if (startsString(parser)) return strings(parser);
  const bracket = parser.char;
  if (bracket === '(' || bracket === '[' || bracket === '{') return collection(parser, bracket);
  const word = parser.peekName();
  return word === null ? failAtValue(parser) : name(parser, word);
}

const CONSTANTS: ReadonlyMap<string, null | boolean> = new Map([
  ['None', null],
  ['True', true],
  ['False', false],
]);

function name(parser: PythonParser, word: string): Node {
  const start = parser.index;
  const constant = CONSTANTS.get(word);
  if (constant === undefined && KEYWORDS.has(word)) failAtKeyword(parser, word);
  parser.index += word.length;
  const syntax = parser.syntax(start);
  return constant === undefined
    ? { type: 'name', ...syntax, name: normalName(word) }
    : { type: 'literal', ...syntax, value: constant };
}

const OTHER_BASES = /0(?:[xX](?:_?[0-9a-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)/y;
const FLOAT =
  /(?:\d(?:_?\d)*\.(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?|\d(?:_?\d)*[eE][+-]?\d(?:_?\d)*/y;
const INTEGER = /\d(?:_?\d)*/y;

function match(pattern: RegExp, parser: PythonParser): string | null {
  pattern.lastIndex = parser.index;
  return pattern.exec(parser.expr)?.[0] ?? null;
}

function startsNumber(parser: PythonParser): boolean {
  const isDigit = (code: number): boolean => code >= 48 && code <= 57;
  return isDigit(parser.code) || (parser.char === '.' && isDigit(parser.expr.charCodeAt(parser.index + 1)));
}

function number(parser: PythonParser): Node {
  const start = parser.index;
  const text = match(OTHER_BASES, parser) ?? match(FLOAT, parser) ?? match(INTEGER, parser) ?? '';
  parser.index += text.length;
  checkEnd(parser, start);
  const value = numberValue(parser, text, start);
  return { type: 'literal', ...parser.syntax(start), value };
}

function numberValue(parser: PythonParser, text: string, start: number): number | bigint | Float {
  const digits = text.replaceAll('_', '');
  const range = { start, end: start + text.length };
  if (/^0[xXoObB]/.test(digits)) return safeOrBigint(BigInt(digits));
  if (/[.eE]/.test(digits)) {
    const value = Number(digits);
    return Number.isSafeInteger(value) ? new Float(value) : value;
  }
  if (/^0+[1-9]/.test(digits)) {
    const hint = `write \`${digits.replace(/^0+/, '')}\`, or \`0o…\` for octal`;
    parser.fail('syntax', 'a whole number cannot start with 0', hint, range);
  }
  const most = parser.limits.digits;
  if (digits.length > most) parser.fail('limit', `a number has more than ${most} digits`, null, range, 'digits');
  return safeOrBigint(BigInt(digits));
}

function safeOrBigint(value: bigint): number | bigint {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** A name cannot follow a number directly, but Python lets some words: `1if x else 2`. */
function checkEnd(parser: PythonParser, start: number): void {
  const next = parser.expr.charAt(parser.index);
  if (
    next === '' ||
    /[^\w\x80-\uffff]/.test(next) ||
    !/[\p{XID_Continue}_]/u.test(next) ||
    match(/(?:and|else|for|if|in|is|not|or)(?![\p{XID_Continue}_])/uy, parser) !== null
  )
    return;
  const tail = /^[\p{XID_Continue}_]*/u.exec(parser.expr.slice(parser.index))?.[0] ?? next;
  const range = { start, end: parser.index + tail.length };
  const summary = `\`${parser.expr.slice(start, range.end)}\` is not a number`;
  if (/^[jJ]$/.test(tail)) parser.fail('not-available', summary, 'there are no complex numbers', range);
  const hint = 'a text or a version goes in quotes; a name cannot start with a digit';
  parser.fail('syntax', summary, hint, range);
}
