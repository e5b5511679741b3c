import { Fault } from '../errors.js';
import { adopt } from './adopt.js';
import { lengthOf } from './codepoints.js';
import { type Datum, type View as ViewDatum, described, isMapping } from './datum.js';
import { HashedSet } from './hashed.js';
import { entriesOf, keysOf, sizeOf, valuesOf } from './mappings.js';
import { Range } from './range.js';
import { Stream, Tuple, View } from './structures.js';

/**
 * The items of a value, one by one.
 * @throws Fault for a value that has none, such as a number
 */
export function itemsOf(value: Datum): Iterable<Datum> {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return adopted(value);
  if (value instanceof Tuple) return value.items;
  if (value instanceof HashedSet) return value.values();
  if (value instanceof View) return viewItems(value);
  if (value instanceof Range) return rangeItems(value);
  if (value instanceof Stream) return rest(value.items);
  if (isMapping(value)) return keysOf(value);
  const hint = value === null ? 'a field that may be `None` needs a default: `(x or [])`' : null;
  throw new Fault('type', `${described(value)} has no items to go through`, hint);
}

function* adopted(list: readonly unknown[]): Iterable<Datum> {
  for (const item of list) yield adopt(item);
}

/** What is left of an iterator. Leaving the loop early must not close it: the next one goes on from there. */
function rest(items: Iterator<Datum>): Iterable<Datum> {
  return { [Symbol.iterator]: () => ({ next: () => items.next() }) };
}

function* rangeItems(range: Range): Iterable<Datum> {
  for (let i = 0; i < range.length; i += 1) yield range.at(i);
}

function viewItems(view: ViewDatum): Iterable<Datum> {
  if (view.part === 'keys') return keysOf(view.mapping);
  if (view.part === 'values') return valuesOf(view.mapping);
  return entriesOf(view.mapping).map((entry) => new Tuple<Datum>(entry));
}

/** `len(value)`, or null for a value that has no length. */
export function sizeOfDatum(value: Datum): number | null {
  if (typeof value === 'string') return lengthOf(value);
  if (Array.isArray(value)) return value.length;
  if (value instanceof Tuple) return value.items.length;
  if (value instanceof HashedSet) return value.size;
  if (value instanceof View) return sizeOf(value.mapping);
  if (value instanceof Range) return value.length;
  return isMapping(value) ? sizeOf(value) : null;
}
