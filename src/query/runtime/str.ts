import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Float } from '../../values/value.js';
import { type Meter, exceeded } from '../meter.js';
import { entriesOf, keysOf, valuesOf } from './collections.js';
import { fromHost } from './from-host.js';
import { bitLength } from './numbers.js';
import { Duration, Image, QueryObject, Range, SemanticVersion } from './objects.js';
import { HashedSet, type RuntimeValue, Slice, Tuple, View, isMapping, kindOf } from './runtime-value.js';

/** `str(value)`. */
export function str(value: RuntimeValue, meter: Meter): string {
  if (typeof value === 'string') return value;
  if (value instanceof CalendarDate || value instanceof Timestamp || value instanceof Duration) return value.toString();
  return repr(value, meter, 0);
}

/** `repr(value)`: how Python would write it. */
export function repr(value: RuntimeValue, meter: Meter, depth = 0): string {
  switch (typeof value) {
    case 'string':
      meter.string(value.length);
      return reprString(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
      return Number.isSafeInteger(value) ? String(value) : floatText(value);
    case 'bigint':
      return integerText(value, meter);
    default:
      return value === null ? 'None' : reprObject(value, meter, depth + 1);
  }
}

function reprObject(value: RuntimeValue & object, meter: Meter, depth: number): string {
  meter.nesting(depth);
  meter.spend(1);
  const list = (items: Iterable<RuntimeValue>): string => joinReprs(items, meter, (item) => repr(item, meter, depth));
  if (Array.isArray(value)) return `[${list(value.map(fromHost))}]`;
  if (value instanceof QueryObject) {
    if (value instanceof Tuple) return value.items.length === 1 ? `(${list(value.items)},)` : `(${list(value.items)})`;
    if (value instanceof HashedSet) return value.size === 0 ? 'set()' : `{${list(value.values())}}`;
    if (value instanceof View) return `dict_${value.part}([${list(partOf(value))}])`;
    if (value instanceof Range)
      return `range(${value.start}, ${value.stop}${value.step === 1 ? '' : `, ${value.step}`})`;
    if (value instanceof Slice) return `slice(${list([value.lower, value.upper, value.step])})`;
    if (value instanceof SemanticVersion || value instanceof Image) return value.text;
    if (value instanceof Duration) return reprDuration(value);
  }
  if (value instanceof Float) return floatText(value.value);
  if (value instanceof CalendarDate) return `datetime.date(${value.year}, ${value.month}, ${value.day})`;
  if (value instanceof Timestamp) return reprTimestamp(value);
  if (!isMapping(value)) return `<${kindOf(value)}>`;
  const pair = ([key, item]: readonly [RuntimeValue, RuntimeValue]): string =>
    `${repr(key, meter, depth)}: ${repr(item, meter, depth)}`;
  return `{${joinReprs(entriesOf(value), meter, pair)}}`;
}

function partOf(view: View): readonly RuntimeValue[] {
  if (view.part === 'keys') return keysOf(view.mapping);
  return view.part === 'values' ? valuesOf(view.mapping) : entriesOf(view.mapping).map((entry) => new Tuple(entry));
}

function joinReprs<T>(items: Iterable<T>, meter: Meter, text: (item: T) => string): string {
  const parts: string[] = [];
  let length = 0;
  for (const item of items) {
    const part = text(item);
    length += part.length + 2;
    meter.string(length);
    parts.push(part);
  }
  return parts.join(', ');
}

/** Digits of a whole number; Python refuses very long ones too, since writing them takes quadratic time. */
export function integerText(value: number | bigint, meter: Meter): string {
  // Three bits hold less than one decimal digit, and 3.33 hold more.
  if (typeof value === 'bigint' && bitLength(value) > meter.limits.digits * 3.3) {
    const text = bitLength(value) > meter.limits.digits * 3.4 ? null : String(value);
    if (text === null || text.replace('-', '').length > meter.limits.digits)
      throw exceeded('digits', `an integer of more than ${meter.limits.digits} digits would be turned into a string`);
    return text;
  }
  return String(value);
}

/** The shortest digits that give the same float again, in Python's form: `1.0`, `1e+16`, `1e-05`, `inf`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 16) {
    const plain =
      exponent < 0 ? value.toFixed(Math.min(100, mantissa.replace(/[-.]/g, '').length - 1 - exponent)) : String(value);
    return plain.includes('.') ? plain : `${plain}.0`;
  }
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function reprTimestamp(value: Timestamp): string {
  const [date = '', time = ''] = value.toString().split(' ');
  const [, hour = '0', minute = '0', second = '0', , fraction = ''] = /^(\d+):(\d+):(\d+)(\.(\d+))?/.exec(time) ?? [];
  const parts = [...date.split('-').map(Number), Number(hour), Number(minute)];
  if (Number(second) !== 0 || fraction !== '') parts.push(Number(second));
  if (fraction !== '') parts.push(Number(fraction));
  const zone =
    value.offsetMinutes === null
      ? ''
      : `, tzinfo=${value.offsetMinutes === 0 ? 'datetime.timezone.utc' : `datetime.timezone(${reprDuration(new Duration(BigInt(value.offsetMinutes) * 60_000_000n))})`}`;
  return `datetime.datetime(${parts.join(', ')}${zone})`;
}

function reprDuration(value: Duration): string {
  const parts = [
    ...(value.days === 0 ? [] : [`days=${value.days}`]),
    ...(value.seconds === 0 ? [] : [`seconds=${value.seconds}`]),
    ...(value.fraction === 0 ? [] : [`microseconds=${value.fraction}`]),
  ];
  return `datetime.timedelta(${parts.length === 0 ? '0' : parts.join(', ')})`;
}

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** False for what Python does not print as it is: control and format characters, separators other than the space, unassigned. */
export function isPrintable(character: string): boolean {
  return (character >= ' ' && character <= '~') || !/^[\p{C}\p{Z}]$/u.test(character);
}

/** A string as Python writes it: in single quotes, or in double ones where that saves a backslash. */
export function reprString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = quote;
  for (const character of text) {
    if (character === quote) result += `\\${character}`;
    else result += NAMED[character] ?? (isPrintable(character) ? character : numericEscape(character));
  }
  return result + quote;
}

function numericEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** The same with a number in place of every character beyond ASCII. */
export function escapeNonAscii(text: string): string {
  return Array.from(text, (character) => (character > '\x7e' ? numericEscape(character) : character)).join('');
}
