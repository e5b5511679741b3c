import { Float } from '../../values/value.js';
import type { Dialect } from './dialect.js';
import { LargeInteger, type RawNode } from './raw.js';

const OTHER_BASES = /0(?:[xX](?:_?[0-9a-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)/y;
const FLOAT =
  /(?:\d(?:_?\d)*\.(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?|\d(?:_?\d)*[eE][+-]?\d(?:_?\d)*/y;
const WHOLE = /\d(?:_?\d)*/y;

function match(pattern: RegExp, dialect: Dialect): string | null {
  pattern.lastIndex = dialect.index;
  return pattern.exec(dialect.expr)?.[0] ?? null;
}

export function startsNumber(dialect: Dialect): boolean {
  const isDigit = (code: number): boolean => code >= 48 && code <= 57;
  return isDigit(dialect.code) || (dialect.char === '.' && isDigit(dialect.expr.charCodeAt(dialect.index + 1)));
}

export function number(dialect: Dialect): RawNode {
  const start = dialect.index;
  const text = match(OTHER_BASES, dialect) ?? match(FLOAT, dialect) ?? match(WHOLE, dialect) ?? '';
  dialect.index += text.length;
  refuseTail(dialect, start);
  return dialect.node('Literal', start, { value: valueOf(dialect, text, start), raw: text });
}

function valueOf(dialect: Dialect, text: string, start: number): number | Float | LargeInteger {
  const digits = text.replaceAll('_', '');
  const range = { start, end: start + text.length };
  if (/^0[xXoObB]/.test(digits)) return whole(BigInt(digits));
  if (/[.eE]/.test(digits)) {
    const value = Number(digits);
    return Number.isSafeInteger(value) ? new Float(value) : value;
  }
  if (/^0+[1-9]/.test(digits)) {
    dialect.fail({
      code: 'syntax',
      summary: 'a whole number cannot start with 0',
      hint: `write \`${digits.replace(/^0+/, '')}\`, or \`0o…\` for octal`,
      range,
    });
  }
  if (digits.length > dialect.limits.digits) {
    dialect.fail({
      code: 'limit',
      limit: 'digits',
      summary: `a number has more than ${dialect.limits.digits} digits`,
      range,
    });
  }
  return whole(BigInt(digits));
}

function whole(value: bigint): number | LargeInteger {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : new LargeInteger(value);
}

/** Python lets some words follow a number without a space: `1if x else 2`. */
function refuseTail(dialect: Dialect, start: number): void {
  const next = dialect.expr.slice(dialect.index, dialect.index + 1);
  if (
    next === '' ||
    /[^\w\x80-\uffff]/.test(next) ||
    !/[\p{XID_Continue}_]/u.test(next) ||
    match(/(?:and|else|for|if|in|is|not|or)(?![\p{XID_Continue}_])/uy, dialect) !== null
  )
    return;
  const end = dialect.index + (/^[\p{XID_Continue}_]*/u.exec(dialect.expr.slice(dialect.index))?.[0].length ?? 1);
  const text = dialect.expr.slice(start, end);
  const imaginary = /^[jJ]$/.test(dialect.expr.slice(dialect.index, end));
  const hint = imaginary
    ? 'there are no complex numbers'
    : 'a text or a version goes in quotes; a name cannot start with a digit';
  dialect.fail({
    code: imaginary ? 'not-available' : 'syntax',
    summary: `\`${text}\` is not a number`,
    hint,
    range: { start, end },
  });
}
