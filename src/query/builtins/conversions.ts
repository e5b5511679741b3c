import { EvaluationFault } from '../errors.js';
import { type Meter, exceeded } from '../meter.js';
import { codePointsOf, isDecimal, isSpace } from '../runtime/code-points.js';
import { entriesOf, itemsOf, mappingOf, setOf, sizeOf } from '../runtime/collections.js';
import { isTrue } from '../runtime/comparisons.js';
import { floatOf, floatValue, integerOf, integerValue, toFloat } from '../runtime/numbers.js';
import { type RuntimeValue, Tuple, describeKind, isMapping } from '../runtime/runtime-value.js';
import { reprString } from '../../values/python-string.js';
import { str } from '../runtime/str.js';
import { type Builtins, type Call, integerArgument, takes, takesNamed } from '../signature.js';

function toInteger(value: RuntimeValue, base: RuntimeValue | undefined, meter: Meter): RuntimeValue {
  if (base !== undefined) {
    if (typeof value !== 'string')
      throw new EvaluationFault('type', `\`int()\` takes a base only with a string, not with ${describeKind(value)}`);
    const radix = integerArgument(base, 'int');
    if (radix !== 0 && (radix < 2 || radix > 36))
      throw new EvaluationFault('value', 'the base of `int()` is 0, or 2 to 36');
    return parseInteger(value, radix, meter);
  }
  if (typeof value === 'string') return parseInteger(value, 10, meter);
  const integer = integerOf(value);
  if (integer !== null) return integer;
  const float = floatOf(value);
  if (float === null)
    throw new EvaluationFault(
      'type',
      `\`int()\` needs a number or a string, not ${describeKind(value)}`,
      value === null ? 'a field that may be `None` needs a default: `int(x or 0)`' : null,
    );
  if (!Number.isFinite(float))
    throw new EvaluationFault(Number.isNaN(float) ? 'value' : 'overflow', 'this float is no integer');
  return integerValue(BigInt(Math.trunc(float)));
}

function toFloatValue(value: RuntimeValue, meter: Meter): RuntimeValue {
  if (typeof value === 'string') {
    return floatValue(parseFloatString(value, meter));
  }
  const integer = integerOf(value);
  if (integer !== null) return floatValue(toFloat(integer));
  const float = floatOf(value);
  if (float === null)
    throw new EvaluationFault(
      'type',
      `\`float()\` needs a number or a string, not ${describeKind(value)}`,
      value === null ? 'a field that may be `None` needs a default: `float(x or 0)`' : null,
    );
  return floatValue(float);
}

/** The items of a value as a new list, counted against the limits. */
export function collected(value: RuntimeValue | undefined, meter: Meter): RuntimeValue[] {
  if (value === undefined) return [];
  const items: RuntimeValue[] = [];
  for (const item of itemsOf(value, meter)) {
    items.push(item);
    if ((items.length & 1023) === 0) meter.collection(items.length, 0);
  }
  meter.collection(items.length);
  meter.spend(items.length >> 1);
  return items;
}

function toMapping(value: RuntimeValue | undefined, { meter, named }: Call): RuntimeValue {
  const entries = value === undefined ? [] : entriesFrom(value, meter);
  meter.spend(entries.length * 8);
  return mappingOf([...entries, ...named], meter);
}

/** The entries of a mapping, or the pairs that any other value has for items. */
export function entriesFrom(value: RuntimeValue, meter: Meter): readonly (readonly [RuntimeValue, RuntimeValue])[] {
  if (!isMapping(value)) return collected(value, meter).map((item) => pairOf(item, meter));
  meter.collection(sizeOf(value, meter));
  return entriesOf(value, meter);
}

function pairOf(item: RuntimeValue, meter: Meter): readonly [RuntimeValue, RuntimeValue] {
  const [key, value, ...more] = collected(item, meter);
  if (key === undefined || value === undefined || more.length > 0)
    throw new EvaluationFault('value', 'a mapping is made from pairs of a key and a value');
  return [key, value];
}

export const conversionFunctions: Builtins = {
  int: {
    signature: takesNamed(0, null, 'base'),
    run: ([value, base], { meter }) =>
      value === undefined && base === undefined
        ? 0
        : value === undefined
          ? missing('int')
          : toInteger(value, base, meter),
  },
  float: {
    signature: takes(0, 1),
    run: ([value], { meter }) => (value === undefined ? floatValue(0) : toFloatValue(value, meter)),
  },
  str: {
    signature: takesNamed(0, 'object'),
    run: ([value], { meter }) => (value === undefined ? '' : str(value, meter)),
  },
  bool: { signature: takes(0, 1), run: ([value], { meter }) => value !== undefined && isTrue(value, meter) },
  list: { signature: takes(0, 1), run: ([value], { meter }) => collected(value, meter) },
  tuple: {
    signature: takes(0, 1),
    run: ([value], { meter }) => (value instanceof Tuple ? value : new Tuple(collected(value, meter))),
  },
  set: {
    signature: takes(0, 1),
    run: ([value], { meter }) => {
      return setOf(collected(value, meter), meter);
    },
  },
  dict: {
    signature: null,
    run: ([value, ...more], call) => {
      if (more.length > 0) throw new EvaluationFault('type', '`dict()` takes 0 to 1 argument');
      return toMapping(value, call);
    },
  },
};

function missing(name: string): never {
  throw new EvaluationFault('type', `\`${name}()\` misses its argument`);
}

/** The string without whitespace around it, and with ASCII digits: `int` and `float` accept digits of all scripts. */
function plainDigits(text: string, meter: Meter): string {
  meter.characters(text.length);
  const characters = codePointsOf(text, meter);
  let start = 0;
  let end = characters.length;
  while (start < end && isSpace(characters[start] ?? '')) start += 1;
  while (end > start && isSpace(characters[end - 1] ?? '')) end -= 1;
  return characters
    .slice(start, end)
    .map((c) => (c > '\x7f' && isDecimal(c) ? String(digitValue(c, meter)) : c))
    .join('');
}

/** The ten digits of a script are consecutive code points, so a digit's value is its distance from the first. */
function digitValue(character: string, meter: Meter): number {
  meter.spend(4);
  const code = character.codePointAt(0) ?? 0;
  let first = code;
  while (first > 0 && isDecimal(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}

const PREFIXES: Readonly<Record<string, number>> = { x: 16, o: 8, b: 2 };

/** `int(text, base)`. */
function parseInteger(text: string, base: number, meter: Meter): number | bigint {
  const plainText = plainDigits(text, meter);
  const wrong = new EvaluationFault(
    'value',
    `${reprString(text.slice(0, 40))} is no integer${base === 10 ? '' : ` in base ${base}`}`,
    /^\s*[+-]?\d*\.\d*\s*$/.test(text) ? 'for a number with a point, use `float(x)`' : null,
  );
  const [, sign = '', body = ''] = /^([+-]?)(.*)$/su.exec(plainText) ?? [];
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
  meter.digits(plain.length);
  meter.integer(plain.length * Math.log2(radix));
  const value = inBase(plain, radix);
  return integerValue(sign === '-' ? -value : value);
}

function inBase(digits: string, radix: number): bigint {
  if (radix === 10) return BigInt(digits);
  // As many digits at a time as a number holds exactly.
  const length = Math.floor(53 / Math.log2(radix));
  let value = 0n;
  for (let at = 0; at < digits.length; at += length) {
    const part = digits.slice(at, at + length);
    value = value * BigInt(radix) ** BigInt(part.length) + BigInt(parseInt(part, radix));
  }
  return value;
}

/** `float(text)`. */
function parseFloatString(text: string, meter: Meter): number {
  const body = plainDigits(text, meter);
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(body);
  if (special !== null) {
    if (special[2]?.toLowerCase() === 'nan') return NaN;
    return special[1] === '-' ? -Infinity : Infinity;
  }
  if (!/^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i.test(body))
    throw new EvaluationFault('value', `${reprString(text.slice(0, 40))} is no number`);
  return Number(body.replaceAll('_', ''));
}
