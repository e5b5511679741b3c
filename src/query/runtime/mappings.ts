import { adopt } from './adopt.js';
import type { Datum, HashedMapping as HashedMappingDatum, Mapping } from './datum.js';
import { hashKey } from './hash.js';
import { type HashKey, HashedMapping } from './hashed.js';

type Plain = Readonly<Record<string, unknown>>;

const isMap = (mapping: Exclude<Mapping, HashedMappingDatum>): mapping is ReadonlyMap<unknown, unknown> =>
  mapping instanceof Map;

/** Keys of a record's `Map` by how Python compares them: `1`, `1.0` and `True` are one key there. */
const indexes = new WeakMap<ReadonlyMap<unknown, unknown>, ReadonlyMap<HashKey, unknown>>();

function indexOf(map: ReadonlyMap<unknown, unknown>): ReadonlyMap<HashKey, unknown> {
  let index = indexes.get(map);
  if (index === undefined) {
    index = new Map(Array.from(map, ([key, value]) => [hashKey(adopt(key)), value]));
    indexes.set(map, index);
  }
  return index;
}

/** The value under a text, or undefined where the mapping itself has no such key. */
export function getText(mapping: Mapping, key: string): Datum | undefined {
  if (mapping instanceof HashedMapping) return mapping.get(hashKey(key));
  if (isMap(mapping)) {
    const found = mapping.get(key);
    return found === undefined && !mapping.has(key) ? undefined : adopt(found);
  }
  return Object.hasOwn(mapping, key) ? adopt(mapping[key]) : undefined;
}

/**
 * The value under any key, or undefined where the mapping has no such key.
 * @throws Fault for a key that cannot be hashed
 */
export function get(mapping: Mapping, key: Datum): Datum | undefined {
  if (typeof key === 'string') return getText(mapping, key);
  const hashed = hashKey(key);
  if (mapping instanceof HashedMapping) return mapping.get(hashed);
  if (!isMap(mapping)) return undefined;
  const index = indexOf(mapping);
  return index.has(hashed) ? adopt(index.get(hashed)) : undefined;
}

export function sizeOf(mapping: Mapping): number {
  if (mapping instanceof HashedMapping || isMap(mapping)) return mapping.size;
  return Object.keys(mapping).length;
}

export function keysOf(mapping: Mapping): readonly Datum[] {
  if (mapping instanceof HashedMapping) return Array.from(mapping.entries(), ([key]) => key);
  if (isMap(mapping)) return Array.from(mapping.keys(), adopt);
  return Object.keys(mapping);
}

export function entriesOf(mapping: Mapping): readonly (readonly [Datum, Datum])[] {
  if (mapping instanceof HashedMapping) return [...mapping.entries()];
  if (isMap(mapping)) return Array.from(mapping, ([key, value]) => [adopt(key), adopt(value)]);
  return Object.entries<unknown>(plain(mapping)).map(([key, value]) => [key, adopt(value)]);
}

const plain = (mapping: Plain): Plain => mapping;

export function valuesOf(mapping: Mapping): readonly Datum[] {
  return entriesOf(mapping).map(([, value]) => value);
}

/** A mapping of the language's own from keys and values; a later value replaces an earlier one. */
export function mappingOf(entries: Iterable<readonly [Datum, Datum]>): HashedMappingDatum {
  const mapping = new HashedMapping<Datum>();
  for (const [key, value] of entries) mapping.set(hashKey(key), key, value);
  return mapping;
}
