import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Float } from '../../values/value.js';
import type { Meter } from '../run/meter.js';
import { adopt } from './adopt.js';
import { type Datum, type Mapping, isList, isMapping } from './datum.js';
import { HashedSet } from './hashed.js';
import { itemsOf } from './iteration.js';
import { entriesOf } from './mappings.js';
import { Range } from './range.js';
import { Stream, Tuple, View } from './structures.js';
import { textOf } from './text.js';

/** A value as programs use it, with nothing of the language's own left in it. */
export type PlainValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | PlainValue[]
  | Set<PlainValue>
  | Map<PlainValue, PlainValue>
  | PlainObject;

export interface PlainObject {
  [key: string]: PlainValue;
}

/** Copies a value into plain ones; what has no plain form, such as a version, becomes its text. */
export function toPlain(value: Datum, meter: Meter, depth = 0): PlainValue {
  if (typeof value !== 'object' || value === null) return value;
  meter.nesting(depth);
  const inner = (item: Datum): PlainValue => {
    meter.spend(1);
    return toPlain(item, meter, depth + 1);
  };
  if (value instanceof Float) return value.value;
  if (value instanceof CalendarDate || value instanceof Timestamp) return value.toDate();
  if (isList(value)) return value.map((item) => inner(adopt(item)));
  if (value instanceof HashedSet) return new Set(Array.from(value.values(), inner));
  if (value instanceof Tuple || value instanceof View || value instanceof Range || value instanceof Stream)
    return listed(value, inner, meter);
  return isMapping(value) ? plainMapping(value, inner) : textOf(value, meter);
}

function listed(value: Datum, inner: (item: Datum) => PlainValue, meter: Meter): PlainValue[] {
  const items: PlainValue[] = [];
  for (const item of itemsOf(value)) {
    meter.collection(items.length + 1);
    items.push(inner(item));
  }
  return items;
}

/** A plain object where that keeps every key as it is and in its place; else a `Map`. */
function plainMapping(mapping: Mapping, inner: (item: Datum) => PlainValue): PlainObject | Map<PlainValue, PlainValue> {
  const entries = entriesOf(mapping);
  const simple = entries.every(
    ([key]) => typeof key === 'string' && key !== '__proto__' && !/^(?:0|[1-9]\d*)$/.test(key),
  );
  if (!simple) return new Map(entries.map(([key, value]) => [inner(key), inner(value)]));
  return Object.fromEntries(entries.map(([key, value]) => [typeof key === 'string' ? key : '', inner(value)]));
}
