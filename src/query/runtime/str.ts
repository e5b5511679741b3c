import { CalendarDate, Timestamp } from '../../values/dates.js';
import { reprString } from '../../values/python-string.js';
import { Float } from '../../values/value.js';
import type { Meter } from '../meter.js';
import { entriesOf, itemsOf } from './collections.js';
import { fromHost } from './from-host.js';
import { floatText, integerText } from './number-digits.js';
import { Duration, Image, QueryObject, Range, SemanticVersion } from './objects.js';
import { HashedSet, type RuntimeValue, Slice, Tuple, View, isMapping, kindOf } from './runtime-value.js';

/** `str(value)`. */
export function str(value: RuntimeValue, meter: Meter): string {
  if (typeof value === 'string') return value;
  if (value instanceof CalendarDate || value instanceof Timestamp || value instanceof Duration) return value.toString();
  return repr(value, meter, 0);
}

/** `repr(value)`. */
export function repr(value: RuntimeValue, meter: Meter, depth = 0): string {
  switch (typeof value) {
    case 'string':
      meter.quoted(value.length);
      return reprString(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
      return Number.isSafeInteger(value) ? String(value) : reprFloat(value, meter);
    case 'bigint':
      return integerText(value, meter);
    default:
      return value === null ? 'None' : reprObject(value, meter, depth + 1);
  }
}

function reprFloat(value: number, meter: Meter): string {
  meter.float();
  return floatText(value);
}

function reprObject(value: RuntimeValue & object, meter: Meter, depth: number): string {
  meter.nesting(depth);
  meter.spend(1);
  const list = (items: Iterable<RuntimeValue>): string => joinReprs(items, meter, (item) => repr(item, meter, depth));
  if (Array.isArray(value)) return `[${list(value.map(fromHost))}]`;
  if (value instanceof QueryObject) {
    if (value instanceof Tuple) return value.items.length === 1 ? `(${list(value.items)},)` : `(${list(value.items)})`;
    if (value instanceof HashedSet) return value.size === 0 ? 'set()' : `{${list(value.values())}}`;
    if (value instanceof View) return `dict_${value.part}([${list(itemsOf(value, meter))}])`;
    if (value instanceof Range)
      return `range(${value.start}, ${value.stop}${value.step === 1 ? '' : `, ${value.step}`})`;
    if (value instanceof Slice) return `slice(${list([value.lower, value.upper, value.step])})`;
    if (value instanceof SemanticVersion || value instanceof Image) return value.text;
    if (value instanceof Duration) return reprDuration(value);
  }
  if (value instanceof Float) return reprFloat(value.value, meter);
  if (value instanceof CalendarDate) return `datetime.date(${value.year}, ${value.month}, ${value.day})`;
  if (value instanceof Timestamp) return reprTimestamp(value);
  if (!isMapping(value)) return `<${kindOf(value)}>`;
  const pair = ([key, item]: readonly [RuntimeValue, RuntimeValue]): string =>
    `${repr(key, meter, depth)}: ${repr(item, meter, depth)}`;
  return `{${joinReprs(entriesOf(value, meter), meter, pair)}}`;
}

function joinReprs<T>(items: Iterable<T>, meter: Meter, text: (item: T) => string): string {
  const parts: string[] = [];
  let length = 0;
  for (const item of items) {
    meter.spend(1);
    const part = text(item);
    length += part.length + 2;
    meter.string(length, part.length);
    parts.push(part);
  }
  return parts.join(', ');
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
