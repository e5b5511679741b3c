import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Float } from '../../values/value.js';
import type { Meter } from '../run/meter.js';
import { type Datum, isMapping } from '../runtime/datum.js';
import { Duration } from '../runtime/duration.js';
import { HashedSet } from '../runtime/hashed.js';
import { floatOf } from '../runtime/numbers.js';
import { Range } from '../runtime/range.js';
import { Tuple, View } from '../runtime/structures.js';
import { casingMethods } from './casing.js';
import { classMethods } from './classes.js';
import { mappingMethods, setMethods, viewMethods } from './collections.js';
import { dateMethods, durationMethods, timestampMethods } from './dates.js';
import { floatMethods, integerMethods } from './numbers.js';
import { searchMethods } from './search.js';
import { listMethods, rangeMethods, tupleMethods } from './sequences.js';
import { shapingMethods } from './shaping.js';
import { type Given, type Methods, arrange } from './signature.js';
import { splittingMethods } from './splitting.js';

const stringMethods: Methods<string> = {
  ...searchMethods,
  ...splittingMethods,
  ...casingMethods,
  ...classMethods,
  ...shapingMethods,
};

/** A method that has been found on a value, ready to be given its arguments. */
export type BoundMethod = (given: Given, meter: Meter) => Datum;

/** The method of a value, or null where its kind has none of that name. */
export function methodOf(value: Datum, name: string): BoundMethod | null {
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

function methodOfObject(value: Datum & object, name: string): BoundMethod | null {
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

/** The methods of all kinds together: a name that is not among them is a mistake, whatever the data. */
export const METHOD_NAMES: ReadonlySet<string> = new Set(TABLES.flatMap((table) => Object.keys(table)));
