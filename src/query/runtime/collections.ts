import { EvaluationFault } from '../errors.js';
import { codePointLength } from './code-points.js';
import { fromHost } from './from-host.js';
import { hashKey } from './hash.js';
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

/**
 * The items of an iterable value.
 * @throws EvaluationFault for a value that has none, such as a number
 */
export function itemsOf(value: RuntimeValue): Iterable<RuntimeValue> {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return listItems(value);
  if (value instanceof Tuple) return value.items;
  if (value instanceof HashedSet) return value.values();
  if (value instanceof View) return viewItems(value);
  if (value instanceof Range) return value;
  if (value instanceof Stream) return remaining(value.items);
  if (isMapping(value)) return keysOf(value);
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

function viewItems(view: View): Iterable<RuntimeValue> {
  if (view.part === 'keys') return keysOf(view.mapping);
  if (view.part === 'values') return valuesOf(view.mapping);
  return entriesOf(view.mapping).map((entry) => new Tuple(entry));
}

/** `len(value)`, or null for a value without a length. */
export function len(value: RuntimeValue): number | null {
  if (typeof value === 'string') return codePointLength(value);
  if (Array.isArray(value)) return value.length;
  if (value instanceof Tuple) return value.items.length;
  if (value instanceof HashedSet) return value.size;
  if (value instanceof View) return sizeOf(value.mapping);
  if (value instanceof Range) return value.length;
  return isMapping(value) ? sizeOf(value) : null;
}

const isMap = (mapping: Exclude<Mapping, HashedMapping>): mapping is ReadonlyMap<unknown, unknown> =>
  mapping instanceof Map;

/** Hash index of a record's `Map`: in Python, `1`, `1.0` and `True` are one key. */
const indexes = new WeakMap<ReadonlyMap<unknown, unknown>, ReadonlyMap<HashKey, unknown>>();

function hashIndexOf(map: ReadonlyMap<unknown, unknown>): ReadonlyMap<HashKey, unknown> {
  let index = indexes.get(map);
  if (index === undefined) {
    index = new Map(Array.from(map, ([key, value]) => [hashKey(fromHost(key)), value]));
    indexes.set(map, index);
  }
  return index;
}

/** The value under a string key, or undefined if the mapping itself has no such key. */
export function getStringKey(mapping: Mapping, key: string): RuntimeValue | undefined {
  if (mapping instanceof HashedMapping) return mapping.get(hashKey(key));
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
export function getKey(mapping: Mapping, key: RuntimeValue): RuntimeValue | undefined {
  if (typeof key === 'string') return getStringKey(mapping, key);
  const hashed = hashKey(key);
  if (mapping instanceof HashedMapping) return mapping.get(hashed);
  if (!isMap(mapping)) return undefined;
  const index = hashIndexOf(mapping);
  return index.has(hashed) ? fromHost(index.get(hashed)) : undefined;
}

export function sizeOf(mapping: Mapping): number {
  if (mapping instanceof HashedMapping || isMap(mapping)) return mapping.size;
  return Object.keys(mapping).length;
}

export function keysOf(mapping: Mapping): readonly RuntimeValue[] {
  if (mapping instanceof HashedMapping) return Array.from(mapping.entries(), ([key]) => key);
  if (isMap(mapping)) return Array.from(mapping.keys(), fromHost);
  return Object.keys(mapping);
}

export function entriesOf(mapping: Mapping): readonly (readonly [RuntimeValue, RuntimeValue])[] {
  if (mapping instanceof HashedMapping) return [...mapping.entries()];
  if (isMap(mapping)) return Array.from(mapping, ([key, value]) => [fromHost(key), fromHost(value)]);
  return Object.entries<unknown>(mapping).map(([key, value]) => [key, fromHost(value)]);
}

function valuesOf(mapping: Mapping): readonly RuntimeValue[] {
  return entriesOf(mapping).map(([, value]) => value);
}

/** A new mapping; a later value of a key replaces an earlier one. */
export function mappingOf(entries: Iterable<readonly [RuntimeValue, RuntimeValue]>): HashedMapping {
  const mapping = new HashedMapping();
  for (const [key, value] of entries) mapping.set(hashKey(key), key, value);
  return mapping;
}

export function setOf(items: Iterable<RuntimeValue>): HashedSet {
  const set = new HashedSet();
  for (const item of items) set.add(hashKey(item), item);
  return set;
}

/** A set, or a view of keys or items as a set; null for everything else. */
export function setLike(value: RuntimeValue): HashedSet | null {
  if (value instanceof HashedSet) return value;
  if (!(value instanceof View)) return null;
  if (value.part === 'keys') return setOf(keysOf(value.mapping));
  return value.part === 'items' ? itemSet(value) : null;
}

function itemSet(view: View): HashedSet {
  const set = new HashedSet();
  for (const [key, value] of entriesOf(view.mapping)) {
    const pair = new Tuple([key, value]);
    set.add(pairKey(pair), pair);
  }
  return set;
}

/** A pair with an unhashable value is no error: it is equal to no other pair. */
function pairKey(pair: Tuple): HashKey {
  try {
    return hashKey(pair);
  } catch {
    return pair;
  }
}

export function equalSets(a: HashedSet, b: HashedSet): boolean {
  return a.size === b.size && isSubset(a, b);
}

export function isSubset(a: HashedSet, b: HashedSet): boolean {
  if (a.size > b.size) return false;
  for (const key of a.keys()) if (!b.has(key)) return false;
  return true;
}

export function union(a: HashedSet, b: HashedSet): HashedSet {
  return setFromEntries(a.entries(), b.entries());
}

/** Of equal items, such as `1` and `True`, the one of the smaller set is kept, as in CPython. */
export function intersection(a: HashedSet, b: HashedSet): HashedSet {
  return b.size > a.size ? filtered(a, (key) => b.has(key)) : filtered(b, (key) => a.has(key));
}

export function difference(a: HashedSet, b: HashedSet): HashedSet {
  return filtered(a, (key) => !b.has(key));
}

export function symmetricDifference(a: HashedSet, b: HashedSet): HashedSet {
  return union(difference(a, b), difference(b, a));
}

function setFromEntries(...parts: readonly Iterable<readonly [HashKey, RuntimeValue]>[]): HashedSet {
  const set = new HashedSet();
  for (const part of parts) for (const [key, item] of part) set.add(key, item);
  return set;
}

function filtered(items: HashedSet, keep: (key: HashKey) => boolean): HashedSet {
  const set = new HashedSet();
  for (const [key, item] of items.entries()) if (keep(key)) set.add(key, item);
  return set;
}
