import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { codePointLength, sliceCodePoints } from './code-points.js';
import { getKey } from './collections.js';
import { floatDigits, integerDigits, spendDigits } from './number-digits.js';
import { floatOf, integerOf, integerValue, numberOf, toFloat } from './numbers.js';
import { Range } from './objects.js';
import { type RuntimeValue, Tuple, describeKind, isList, isMapping } from './runtime-value.js';
import { escapeNonAscii } from '../../values/python-string.js';
import { repr, str } from './str.js';

interface Flags {
  readonly left: boolean;
  readonly sign: string;
  readonly alternate: boolean;
  readonly zero: boolean;
}

/** `template % values`: Python's printf-style formatting. */
export function percentFormat(template: string, given: RuntimeValue, meter: Meter): string {
  return new PercentFormatter(template, given, meter).format();
}

const START = /%(?:\((?<key>[^()]*)\))?(?<flags>[-+ #0]*)/y;
const NUMBER = /\*|\d+/y;

class PercentFormatter {
  #index = 0;
  #used = 0;
  readonly #arguments: readonly RuntimeValue[];
  #usedMapping = false;
  #length = 0;

  constructor(
    private readonly template: string,
    private readonly given: RuntimeValue,
    private readonly meter: Meter,
  ) {
    this.#arguments = given instanceof Tuple ? given.items : [given];
  }

  format(): string {
    let result = '';
    for (;;) {
      const next = this.template.indexOf('%', this.#index);
      const text = next < 0 ? this.template.slice(this.#index) : this.template.slice(this.#index, next);
      result += this.#counted(text);
      if (next < 0) break;
      this.#index = next;
      result += this.#counted(this.#directive());
    }
    // Like CPython, which counts everything with a subscript as a mapping, whose items may be left over.
    const mappingLike = isMapping(this.given) || isList(this.given) || this.given instanceof Range;
    if (!this.#usedMapping && !mappingLike && this.#used < this.#arguments.length)
      throw new EvaluationFault('type', 'not all values fit into the format', 'put one `%s` for each value');
    return result;
  }

  #counted(text: string): string {
    this.#length += text.length;
    this.meter.string(this.#length, text.length);
    return text;
  }

  #directive(): string {
    if (this.template.startsWith('%%', this.#index)) {
      this.#index += 2;
      return '%';
    }
    this.meter.spend(2);
    START.lastIndex = this.#index;
    const start = START.exec(this.template)?.groups ?? {};
    this.#index = START.lastIndex;
    const { key, flags: letters = '' } = start;
    const source = key === undefined ? null : this.#byKey(key);
    let flags: Flags = {
      left: letters.includes('-'),
      sign: letters.includes('+') ? '+' : letters.includes(' ') ? ' ' : '',
      alternate: letters.includes('#'),
      zero: letters.includes('0'),
    };
    let width = this.#number() ?? 0;
    if (width < 0) {
      flags = { ...flags, left: true };
      width = -width;
    }
    let precision: number | null = null;
    if (this.template.charAt(this.#index) === '.') {
      this.#index += 1;
      precision = Math.max(0, this.#number() ?? 0);
    }
    this.meter.string(Math.max(width, precision ?? 0));
    if ('hlL'.includes(this.template.charAt(this.#index)))
      this.#index += this.template.charAt(this.#index) === '' ? 0 : 1;
    const type = this.template.charAt(this.#index);
    this.#index += 1;
    if (type === '')
      throw new EvaluationFault('value', 'the format ends inside a `%` field', 'for the character itself, write `%%`');
    return padded(this.#converted(type, source?.value, flags, precision), type, flags, width, this.meter);
  }

  #byKey(key: string): { readonly value: RuntimeValue } {
    if (!isMapping(this.given))
      throw new EvaluationFault('type', 'the format names its values, and they are no mapping');
    const value = getKey(this.given, key, this.meter);
    if (value === undefined)
      throw new EvaluationFault('missing-field', `the format names \`${key}\`, and the mapping has no such key`);
    this.#usedMapping = true;
    return { value };
  }

  #next(): RuntimeValue {
    const value = this.#arguments[this.#used];
    if (value === undefined) throw new EvaluationFault('type', 'the format has more fields than there are values');
    this.#used += 1;
    return value;
  }

  #number(): number | null {
    NUMBER.lastIndex = this.#index;
    const text = NUMBER.exec(this.template)?.[0];
    if (text === undefined) return null;
    this.#index += text.length;
    if (text !== '*') return Number(text);
    const value = this.#next();
    if (typeof value !== 'number' && typeof value !== 'boolean')
      throw new EvaluationFault('type', '`*` in a format needs an integer');
    return Number(value);
  }

  #converted(type: string, keyed: RuntimeValue | undefined, flags: Flags, precision: number | null): Converted {
    const value = keyed === undefined ? this.#next() : keyed;
    if (type === 's' || type === 'r' || type === 'a') {
      const text =
        type === 's' ? str(value, this.meter) : type === 'r' ? repr(value, this.meter) : ascii(value, this.meter);
      return {
        sign: '',
        prefix: '',
        digits: precision === null ? text : sliceCodePoints(text, 0, precision, this.meter),
        numeric: false,
      };
    }
    if (type === 'c') return { sign: '', prefix: '', digits: character(value, this.meter), numeric: false };
    if ('diuoxX'.includes(type)) return integerField(type, value, flags, precision, this.meter);
    if ('eEfFgG'.includes(type)) return floatField(type, value, flags, precision, this.meter);
    throw new EvaluationFault(
      'value',
      `\`%${type}\` is no field of a format`,
      'the fields are `%s`, `%d`, `%f` and their kin; for the character itself, write `%%`',
    );
  }
}

interface Converted {
  readonly sign: string;
  readonly prefix: string;
  readonly digits: string;
  readonly numeric: boolean;
}

function integerField(
  type: string,
  value: RuntimeValue,
  flags: Flags,
  precision: number | null,
  meter: Meter,
): Converted {
  let integer = integerOf(value);
  const float = floatOf(value);
  if (integer === null && float !== null && 'diu'.includes(type)) {
    if (!Number.isFinite(float))
      throw new EvaluationFault(Number.isNaN(float) ? 'value' : 'overflow', 'this float is no whole number');
    integer = integerValue(BigInt(Math.trunc(float)));
  }
  if (integer === null)
    throw new EvaluationFault(
      'type',
      `\`%${type}\` needs a number, not ${describeKind(value)}`,
      'use `%s` for any value',
    );
  const { prefix, digits } = integerDigits(integer, 'diu'.includes(type) ? 'd' : type, meter);
  return {
    sign: integer < 0 ? '-' : flags.sign,
    prefix: flags.alternate ? prefix : '',
    digits: digits.padStart(precision ?? 0, '0'),
    numeric: true,
  };
}

function floatField(
  type: string,
  value: RuntimeValue,
  flags: Flags,
  precision: number | null,
  meter: Meter,
): Converted {
  const number = numberOf(value);
  if (number === null)
    throw new EvaluationFault(
      'type',
      `\`%${type}\` needs a number, not ${describeKind(value)}`,
      'use `%s` for any value',
    );
  const float = toFloat(number);
  spendDigits(precision, meter);
  return {
    sign: float < 0 || Object.is(float, -0) ? '-' : flags.sign,
    prefix: '',
    digits: floatDigits(float, type, precision ?? 6, flags.alternate),
    numeric: true,
  };
}

function character(value: RuntimeValue, meter: Meter): string {
  if (typeof value === 'string' && codePointLength(value, meter) === 1) return value;
  const integer = integerOf(value);
  if (integer === null) throw new EvaluationFault('type', '`%c` needs one character, or its number');
  if (integer < 0 || integer > 0x10ffff) throw new EvaluationFault('overflow', 'no character has this number');
  return String.fromCodePoint(Number(integer));
}

function padded(
  { sign, prefix, digits, numeric }: Converted,
  type: string,
  flags: Flags,
  width: number,
  meter: Meter,
): string {
  const missing = Math.max(0, width - sign.length - prefix.length - codePointLength(digits, meter));
  if (flags.left) return sign + prefix + digits + ' '.repeat(missing);
  if (flags.zero && numeric && type !== 'c') return sign + prefix + '0'.repeat(missing) + digits;
  return ' '.repeat(missing) + sign + prefix + digits;
}

/** Python's `ascii(value)`. */
function ascii(value: RuntimeValue, meter: Meter): string {
  const text = repr(value, meter);
  meter.spend(text.length);
  return escapeNonAscii(text);
}
