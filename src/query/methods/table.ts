import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Float } from '../../values/value.js';
import type { Meter } from '../meter.js';
import { floatOf } from '../runtime/numbers.js';
import { Duration, Range } from '../runtime/objects.js';
import { HashedSet, type RuntimeValue, Tuple, View, isMapping } from '../runtime/runtime-value.js';
import { type Given, type Methods, arrange } from '../signature.js';
import { listMethods, mappingMethods, rangeMethods, setMethods, tupleMethods, viewMethods } from './collections.js';
import { dateMethods, durationMethods, floatMethods, integerMethods, timestampMethods } from './scalars.js';
import { caseMethods } from './str-case.js';
import { predicateMethods } from './str-predicates.js';
import { searchMethods } from './str-search.js';
import { splitMethods } from './str-split.js';
import { transformMethods } from './str-transform.js';

const stringMethods: Methods<string> = {
  ...searchMethods,
  ...splitMethods,
  ...caseMethods,
  ...predicateMethods,
  ...transformMethods,
};

/** A method of a value, to be called with its arguments. */
export type BoundMethod = (given: Given, meter: Meter) => RuntimeValue;

/** The method of a value, or null if its kind has none of that name. */
export function methodOf(value: RuntimeValue, name: string): BoundMethod | null {
  switch (typeof value) {
    case 'string':
      return bound(stringMethods, value, name);
    case 'boolean':
    case 'bigint':
      return bound(integerMethods, value, name);
    case 'number':
      return floatOf(value) === null ? bound(integerMethods, value, name) : bound(floatMethods, value, name);
    default:
      return value === null ? null : methodOfObject(value, name);
  }
}

function methodOfObject(value: RuntimeValue & object, name: string): BoundMethod | null {
  if (Array.isArray(value)) return bound(listMethods, value, name);
  if (value instanceof Tuple) return bound(tupleMethods, value, name);
  if (value instanceof HashedSet) return bound(setMethods, value, name);
  if (value instanceof View) return value.part === 'values' ? null : bound(viewMethods, value, name);
  if (value instanceof Range) return bound(rangeMethods, value, name);
  if (value instanceof Duration) return bound(durationMethods, value, name);
  if (value instanceof Float) return bound(floatMethods, value, name);
  if (value instanceof CalendarDate) return bound(dateMethods, value, name);
  if (value instanceof Timestamp) return bound(timestampMethods, value, name);
  return isMapping(value) ? bound(mappingMethods, value, name) : null;
}

function bound<Self>(methods: Methods<Self>, self: Self, name: string): BoundMethod | null {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return method === undefined
    ? null
    : (given, meter) => method.run(self, arrange(name, method.signature, given), meter);
}

const TABLES: readonly object[] = [
  stringMethods,
  integerMethods,
  floatMethods,
  listMethods,
  tupleMethods,
  setMethods,
  viewMethods,
  rangeMethods,
  mappingMethods,
  dateMethods,
  timestampMethods,
  durationMethods,
];

/** The methods of all kinds: a name that is not among them is an error in the query, whatever the data. */
export const METHOD_NAMES: ReadonlySet<string> = new Set(TABLES.flatMap((table) => Object.keys(table)));
