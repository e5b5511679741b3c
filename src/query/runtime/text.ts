import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Float } from '../../values/value.js';
import { type Meter, exceeded } from '../run/meter.js';
import { adopt } from './adopt.js';
import { type Datum, isMapping, kindOf } from './datum.js';
import { Duration } from './duration.js';
import { HashedSet } from './hashed.js';
import { Image } from './image.js';
import { entriesOf, keysOf, valuesOf } from './mappings.js';
import { bitLength } from './numbers.js';
import { QueryObject } from './object.js';
import { quoted } from './quoted.js';
import { Range } from './range.js';
import { Slice, Tuple, View } from './structures.js';
import { SemanticVersion } from './version.js';

/** `str(value)`. */
export function textOf(value: Datum, meter: Meter): string {
  if (typeof value === 'string') return value;
  if (value instanceof CalendarDate || value instanceof Timestamp || value instanceof Duration) return value.toString();
  return representation(value, meter, 0);
}

/** `repr(value)`: how Python would write it. */
export function representation(value: Datum, meter: Meter, depth = 0): string {
  switch (typeof value) {
    case 'string':
      meter.string(value.length);
      return quoted(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
      return Number.isSafeInteger(value) ? String(value) : floatText(value);
    case 'bigint':
      return wholeText(value, meter);
    default:
      return value === null ? 'None' : objectText(value, meter, depth + 1);
  }
}

function objectText(value: Datum & object, meter: Meter, depth: number): string {
  meter.nesting(depth);
  meter.spend(1);
  const list = (items: Iterable<Datum>): string => joined(items, meter, (item) => representation(item, meter, depth));
  if (Array.isArray(value)) return `[${list(value.map(adopt))}]`;
  if (value instanceof QueryObject) {
    if (value instanceof Tuple) return value.items.length === 1 ? `(${list(value.items)},)` : `(${list(value.items)})`;
    if (value instanceof HashedSet) return value.size === 0 ? 'set()' : `{${list(value.values())}}`;
    if (value instanceof View) return `dict_${value.part}([${list(partOf(value))}])`;
    if (value instanceof Range)
      return `range(${value.start}, ${value.stop}${value.step === 1 ? '' : `, ${value.step}`})`;
    if (value instanceof Slice) return `slice(${list([value.lower, value.upper, value.step])})`;
    if (value instanceof SemanticVersion || value instanceof Image) return value.text;
    if (value instanceof Duration) return durationText(value);
  }
  if (value instanceof Float) return floatText(value.value);
  if (value instanceof CalendarDate) return `datetime.date(${value.year}, ${value.month}, ${value.day})`;
  if (value instanceof Timestamp) return timestampText(value);
  if (!isMapping(value)) return `<${kindOf(value)}>`;
  const pair = ([key, item]: readonly [Datum, Datum]): string =>
    `${representation(key, meter, depth)}: ${representation(item, meter, depth)}`;
  return `{${joined(entriesOf(value), meter, pair)}}`;
}

function partOf(view: View<Parameters<typeof entriesOf>[0]>): readonly Datum[] {
  if (view.part === 'keys') return keysOf(view.mapping);
  return view.part === 'values'
    ? valuesOf(view.mapping)
    : entriesOf(view.mapping).map((entry) => new Tuple<Datum>(entry));
}

function joined<T>(items: Iterable<T>, meter: Meter, text: (item: T) => string): string {
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
export function wholeText(value: number | bigint, meter: Meter): string {
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

function timestampText(value: Timestamp): string {
  const [date = '', time = ''] = value.toString().split(' ');
  const [, hour = '0', minute = '0', second = '0', , fraction = ''] = /^(\d+):(\d+):(\d+)(\.(\d+))?/.exec(time) ?? [];
  const parts = [...date.split('-').map(Number), Number(hour), Number(minute)];
  if (Number(second) !== 0 || fraction !== '') parts.push(Number(second));
  if (fraction !== '') parts.push(Number(fraction));
  const zone =
    value.offsetMinutes === null
      ? ''
      : `, tzinfo=${value.offsetMinutes === 0 ? 'datetime.timezone.utc' : `datetime.timezone(${durationText(new Duration(BigInt(value.offsetMinutes) * 60_000_000n))})`}`;
  return `datetime.datetime(${parts.join(', ')}${zone})`;
}

function durationText(value: Duration): string {
  const parts = [
    ...(value.days === 0 ? [] : [`days=${value.days}`]),
    ...(value.seconds === 0 ? [] : [`seconds=${value.seconds}`]),
    ...(value.fraction === 0 ? [] : [`microseconds=${value.fraction}`]),
  ];
  return `datetime.timedelta(${parts.length === 0 ? '0' : parts.join(', ')})`;
}
