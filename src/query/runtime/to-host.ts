import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Float } from '../../values/value.js';
import type { Meter } from '../meter.js';
import { entriesOf, itemsOf } from './collections.js';
import { fromHost } from './from-host.js';
import { Range } from './objects.js';
import { HashedSet, type Mapping, type RuntimeValue, Stream, Tuple, View, isList, isMapping } from './runtime-value.js';
import { str } from './str.js';

/** The result of a query as plain JavaScript values. */
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

/** Copies a runtime value to host values; one without a host type, such as a version, becomes a string. */
export function toHost(value: RuntimeValue, meter: Meter, depth = 0): PlainValue {
  if (typeof value !== 'object' || value === null) return value;
  meter.nesting(depth);
  const inner = (item: RuntimeValue): PlainValue => {
    meter.spend(1);
    return toHost(item, meter, depth + 1);
  };
  if (value instanceof Float) return value.value;
  if (value instanceof CalendarDate || value instanceof Timestamp) return value.toDate();
  if (isList(value)) return value.map((item) => inner(fromHost(item)));
  if (value instanceof HashedSet) return new Set(Array.from(value.values(), inner));
  if (value instanceof Tuple || value instanceof View || value instanceof Range || value instanceof Stream)
    return listed(value, inner, meter);
  return isMapping(value) ? hostMapping(value, inner, meter) : str(value, meter);
}

function listed(value: RuntimeValue, inner: (item: RuntimeValue) => PlainValue, meter: Meter): PlainValue[] {
  const items: PlainValue[] = [];
  for (const item of itemsOf(value, meter)) {
    meter.collection(items.length + 1, 0);
    items.push(inner(item));
  }
  return items;
}

/** A plain object if that keeps all keys and their order, else a `Map`. */
function hostMapping(
  mapping: Mapping,
  inner: (item: RuntimeValue) => PlainValue,
  meter: Meter,
): PlainObject | Map<PlainValue, PlainValue> {
  const entries = entriesOf(mapping, meter);
  const simple = entries.every(
    ([key]) => typeof key === 'string' && key !== '__proto__' && !/^(?:0|[1-9]\d*)$/.test(key),
  );
  if (!simple) return new Map(entries.map(([key, value]) => [inner(key), inner(value)]));
  return Object.fromEntries(entries.map(([key, value]) => [typeof key === 'string' ? key : '', inner(value)]));
}
