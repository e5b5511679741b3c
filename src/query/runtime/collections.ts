import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { codePointLength } from './code-points.js';
import { fromHost } from './from-host.js';
import { hashKey, keyOfRecord } from './hash.js';
import { Range } from './objects.js';
import {
  type HashKey,
  HashedMapping,
  HashedSet,
  type Mapping,
  type RuntimeValue,
  Stream,
  Tuple,
  View,
  describeKind,
  isMapping,
} from './runtime-value.js';

// What goes through a collection takes the meter. Who goes through the items of `itemsOf` charges for each of them.

/**
 * The items of an iterable value.
 * @throws EvaluationFault for a value that has none, such as a number
 */
export function itemsOf(value: RuntimeValue, meter: Meter): Iterable<RuntimeValue> {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return listItems(value);
  if (value instanceof Tuple) return value.items;
  if (value instanceof HashedSet) return value.values();
  if (value instanceof View) return viewItems(value, meter);
  if (value instanceof Range) return value;
  if (value instanceof Stream) return remaining(value.items);
  if (isMapping(value)) return keysOf(value, meter);
  const hint = value === null ? 'a field that may be `None` needs a default: `(x or [])`' : null;
  throw new EvaluationFault('type', `${describeKind(value)} has no items to go through`, hint);
}

function* listItems(list: readonly unknown[]): Iterable<RuntimeValue> {
  for (const item of list) yield fromHost(item);
}

/** The rest of an iterator. Leaving a loop early must not close it: the next loop goes on from there. */
function remaining(items: Iterator<RuntimeValue>): Iterable<RuntimeValue> {
  return { [Symbol.iterator]: () => ({ next: () => items.next() }) };
}

function viewItems(view: View, meter: Meter): Iterable<RuntimeValue> {
  if (view.part === 'keys') return keysOf(view.mapping, meter);
  if (view.part === 'values') return valuesOf(view.mapping, meter);
  return entriesOf(view.mapping, meter).map((entry) => new Tuple(entry));
}

/** `len(value)`, or null for a value without a length. */
export function len(value: RuntimeValue, meter: Meter): number | null {
  if (typeof value === 'string') return codePointLength(value, meter);
  if (Array.isArray(value)) return value.length;
  if (value instanceof Tuple) return value.items.length;
  if (value instanceof HashedSet) return value.size;
  if (value instanceof View) return sizeOf(value.mapping, meter);
  if (value instanceof Range) return value.length;
  return isMapping(value) ? sizeOf(value, meter) : null;
}

const isMap = (mapping: Exclude<Mapping, HashedMapping>): mapping is ReadonlyMap<unknown, unknown> =>
  mapping instanceof Map;

/** Hash index of a record's `Map`: in Python, `1`, `1.0` and `True` are one key. */
const indexes = new WeakMap<ReadonlyMap<unknown, unknown>, ReadonlyMap<HashKey, unknown>>();

function hashIndexOf(map: ReadonlyMap<unknown, unknown>): ReadonlyMap<HashKey, unknown> {
  let index = indexes.get(map);
  if (index === undefined) {
    index = new Map(Array.from(map, ([key, value]) => [keyOfRecord(fromHost(key)), value]));
    indexes.set(map, index);
  }
  return index;
}

/** The value under a string key, or undefined if the mapping itself has no such key. */
export function getStringKey(mapping: Mapping, key: string): RuntimeValue | undefined {
  if (mapping instanceof HashedMapping) return mapping.get(keyOfRecord(key));
  if (isMap(mapping)) {
    const found = mapping.get(key);
    return found === undefined && !mapping.has(key) ? undefined : fromHost(found);
  }
  return Object.hasOwn(mapping, key) ? fromHost(mapping[key]) : undefined;
}

/**
 * The value under any key, or undefined if the mapping has no such key.
 * @throws EvaluationFault for a key that cannot be hashed
 */
export function getKey(mapping: Mapping, key: RuntimeValue, meter: Meter): RuntimeValue | undefined {
  if (typeof key === 'string') {
    meter.scan(key.length);
    return getStringKey(mapping, key);
  }
  const hashed = hashKey(key, meter);
  if (mapping instanceof HashedMapping) return mapping.get(hashed);
  if (!isMap(mapping)) return undefined;
  const index = hashIndexOf(mapping);
  return index.has(hashed) ? fromHost(index.get(hashed)) : undefined;
}

export function sizeOf(mapping: Mapping, meter: Meter): number {
  if (mapping instanceof HashedMapping || isMap(mapping)) return mapping.size;
  const { length } = Object.keys(mapping);
  meter.keys(length);
  return length;
}

function keysOf(mapping: Mapping, meter: Meter): readonly RuntimeValue[] {
  meter.keys(sizeOf(mapping, meter));
  if (mapping instanceof HashedMapping) return Array.from(mapping.entries(), ([key]) => key);
  if (isMap(mapping)) return Array.from(mapping.keys(), fromHost);
  return Object.keys(mapping);
}

export function entriesOf(mapping: Mapping, meter: Meter): readonly (readonly [RuntimeValue, RuntimeValue])[] {
  meter.entries(sizeOf(mapping, meter));
  if (mapping instanceof HashedMapping) return [...mapping.entries()];
  if (isMap(mapping)) return Array.from(mapping, ([key, value]) => [fromHost(key), fromHost(value)]);
  return Object.entries<unknown>(mapping).map(([key, value]) => [key, fromHost(value)]);
}

function valuesOf(mapping: Mapping, meter: Meter): readonly RuntimeValue[] {
  return entriesOf(mapping, meter).map(([, value]) => value);
}

/** The keys that a hint may name. Nothing that is charged for: a hint is read after the evaluation. */
export function stringKeysOf(mapping: Mapping): readonly string[] {
  const keys =
    mapping instanceof HashedMapping
      ? Array.from(mapping.entries(), ([key]) => key)
      : isMap(mapping)
        ? [...mapping.keys()]
        : Object.keys(mapping);
  return keys.filter((key) => typeof key === 'string');
}

/** A new mapping; a later value of a key replaces an earlier one. */
export function mappingOf(entries: Iterable<readonly [RuntimeValue, RuntimeValue]>, meter: Meter): HashedMapping {
  const mapping = new HashedMapping();
  for (const [key, value] of entries) mapping.set(hashKey(key, meter), key, value);
  return mapping;
}

/** A new set of any items; the first of equal ones stays. */
export function setOf(items: Iterable<RuntimeValue>, meter: Meter): HashedSet {
  const set = new HashedSet();
  for (const item of items) {
    set.add(hashKey(item, meter), item);
    if ((set.size & 1023) === 0) meter.collection(set.size, 0);
  }
  return set;
}

/** A set, or a view of keys or items as a set; null for everything else. */
export function setLike(value: RuntimeValue, meter: Meter): HashedSet | null {
  if (value instanceof HashedSet) return value;
  if (!(value instanceof View)) return null;
  if (value.part === 'keys') return setOf(keysOf(value.mapping, meter), meter);
  return value.part === 'items' ? itemSet(value, meter) : null;
}

function itemSet(view: View, meter: Meter): HashedSet {
  const set = new HashedSet();
  for (const [key, value] of entriesOf(view.mapping, meter)) {
    const pair = new Tuple([key, value]);
    set.add(pairKey(pair, meter), pair);
  }
  return set;
}

/** A pair with an unhashable value is no error: it is equal to no other pair. */
function pairKey(pair: Tuple, meter: Meter): HashKey {
  try {
    return hashKey(pair, meter);
  } catch (error) {
    if (error instanceof EvaluationFault && error.code === 'type') return pair;
    throw error;
  }
}

export function equalSets(a: HashedSet, b: HashedSet, meter: Meter): boolean {
  return a.size === b.size && isSubset(a, b, meter);
}

export function isSubset(a: HashedSet, b: HashedSet, meter: Meter): boolean {
  if (a.size > b.size) return false;
  meter.hashed(a.size);
  for (const key of a.keys()) if (!b.has(key)) return false;
  return true;
}

export function union(a: HashedSet, b: HashedSet, meter: Meter): HashedSet {
  meter.collection(Math.max(a.size, b.size));
  meter.hashed(a.size + b.size);
  const set = setFromEntries(a.entries(), b.entries());
  meter.collection(set.size, 0);
  return set;
}

export function copyOf(set: HashedSet, meter: Meter): HashedSet {
  meter.collection(set.size);
  meter.hashed(set.size);
  return setFromEntries(set.entries());
}

/** Of equal items, such as `1` and `True`, the one of the smaller set is kept, as in CPython. */
export function intersection(a: HashedSet, b: HashedSet, meter: Meter): HashedSet {
  return b.size > a.size ? filtered(a, (key) => b.has(key), meter) : filtered(b, (key) => a.has(key), meter);
}

export function difference(a: HashedSet, b: HashedSet, meter: Meter): HashedSet {
  return filtered(a, (key) => !b.has(key), meter);
}

export function symmetricDifference(a: HashedSet, b: HashedSet, meter: Meter): HashedSet {
  return union(difference(a, b, meter), difference(b, a, meter), meter);
}

function setFromEntries(...parts: readonly Iterable<readonly [HashKey, RuntimeValue]>[]): HashedSet {
  const set = new HashedSet();
  for (const part of parts) for (const [key, item] of part) set.add(key, item);
  return set;
}

function filtered(items: HashedSet, keep: (key: HashKey) => boolean, meter: Meter): HashedSet {
  meter.hashed(items.size);
  const set = new HashedSet();
  for (const [key, item] of items.entries()) if (keep(key)) set.add(key, item);
  return set;
}
