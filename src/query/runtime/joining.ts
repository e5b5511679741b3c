import { Fault } from '../errors.js';
import type { Meter } from '../run/meter.js';
import { lengthOf } from './codepoints.js';
import { type Datum, isList } from './datum.js';
import { type Whole, numberOf, wholeOf } from './numbers.js';
import { Tuple } from './structures.js';

/** `a + b` of two strings, two lists or two tuples; undefined for others. */
export function concatenate(a: Datum, b: Datum, meter: Meter): Datum | undefined {
  if (typeof a === 'string' && typeof b === 'string') {
    meter.string(lengthOf(a) + lengthOf(b));
    return a + b;
  }
  if (isList(a) && isList(b)) {
    meter.collection(a.length + b.length);
    return [...a, ...b];
  }
  if (a instanceof Tuple && b instanceof Tuple) {
    meter.collection(a.items.length + b.items.length);
    return new Tuple<Datum>([...a.items, ...b.items]);
  }
  return undefined;
}

/** `a * b` of a string, list or tuple and a whole number, in either order; undefined for others. */
export function repeat(a: Datum, b: Datum, meter: Meter): Datum | undefined {
  const times = wholeOf(b) ?? wholeOf(a);
  if (times === null || (numberOf(a) !== null && numberOf(b) !== null)) return undefined;
  return repeated(wholeOf(b) === null ? b : a, times, meter);
}

function repeated(value: Datum, times: Whole, meter: Meter): Datum | undefined {
  if (typeof times === 'bigint') throw new Fault('overflow', 'a repetition by so large a number');
  const count = Math.max(0, times);
  if (typeof value === 'string') {
    meter.string(lengthOf(value) * count);
    return value === '' ? '' : value.repeat(count);
  }
  if (isList(value)) return repeatedItems(value, count, meter);
  return value instanceof Tuple ? new Tuple<Datum>(repeatedItems(value.items, count, meter)) : undefined;
}

function repeatedItems<T>(items: readonly T[], count: number, meter: Meter): T[] {
  if (items.length === 0) return [];
  meter.collection(items.length * count);
  const result: T[] = [];
  for (let i = 0; i < count; i += 1) for (const item of items) result.push(item);
  return result;
}
