import { Fault } from '../errors.js';
import { isDecimal, isSpace } from '../methods/characters.js';
import { type Meter, exceeded } from '../run/meter.js';
import { wholeDatum } from '../runtime/numbers.js';
import { quoted } from '../runtime/quoted.js';

/** Digits of any script as those of ASCII, and no spaces around: what Python's `int` and `float` read. */
function plainDigits(text: string): string {
  const characters = Array.from(text);
  let start = 0;
  let end = characters.length;
  while (start < end && isSpace(characters[start] ?? '')) start += 1;
  while (end > start && isSpace(characters[end - 1] ?? '')) end -= 1;
  return characters
    .slice(start, end)
    .map((c) => (c > '\x7f' && isDecimal(c) ? String(digitValue(c)) : c))
    .join('');
}

/** Unicode keeps the ten digits of a script together, so that a digit's value is its distance from the first. */
function digitValue(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  let first = code;
  while (first > 0 && isDecimal(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}

const PREFIXES: Readonly<Record<string, number>> = { x: 16, o: 8, b: 2 };

/** `int(text, base)`. */
export function parseWhole(text: string, base: number, meter: Meter): number | bigint {
  meter.string(text.length);
  const wrong = new Fault(
    'value',
    `${quoted(text.slice(0, 40))} is no integer${base === 10 ? '' : ` in base ${base}`}`,
    /^\s*[+-]?\d*\.\d*\s*$/.test(text) ? 'for a number with a point, use `float(x)`' : null,
  );
  const [, sign = '', body = ''] = /^([+-]?)(.*)$/su.exec(plainDigits(text)) ?? [];
  const [, letter] = /^0([xXoObB])_?[0-9a-zA-Z]/.exec(body) ?? [];
  const prefixBase = letter === undefined ? undefined : PREFIXES[letter.toLowerCase()];
  const radix = base === 0 ? (prefixBase ?? 10) : base;
  const digits = prefixBase !== undefined && prefixBase === radix ? body.slice(2).replace(/^_/, '') : body;
  if (!/^[0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*$/.test(digits)) throw wrong;
  const plain = digits.replaceAll('_', '').toLowerCase();
  if (base === 0 && prefixBase === undefined && /^0+[1-9]/.test(plain)) throw wrong;
  if (Array.from(plain).some((c) => parseInt(c, 36) >= radix)) throw wrong;
  const short = [2, 4, 8, 16, 32].includes(radix);
  if (!short && plain.length > meter.limits.digits)
    throw exceeded('digits', `an integer would be read from more than ${meter.limits.digits} digits`);
  meter.integer(plain.length * Math.log2(radix));
  const value = inBase(plain, radix);
  return wholeDatum(sign === '-' ? -value : value);
}

function inBase(digits: string, radix: number): bigint {
  if (radix === 10) return BigInt(digits);
  let value = 0n;
  for (const digit of digits) value = value * BigInt(radix) + BigInt(parseInt(digit, 36));
  return value;
}

/** `float(text)`. */
export function parseFloatText(text: string): number {
  const body = plainDigits(text);
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(body);
  if (special !== null) {
    if (special[2]?.toLowerCase() === 'nan') return NaN;
    return special[1] === '-' ? -Infinity : Infinity;
  }
  if (!/^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i.test(body))
    throw new Fault('value', `${quoted(text.slice(0, 40))} is no number`);
  return Number(body.replaceAll('_', ''));
}
