import { CalendarDate, Timestamp } from './dates.js';
import { Float } from './float.js';
import type { Mapping, PlainMapping, Scalar, Value } from './value.js';

/** True for a mapping in either of its forms; false for dates, lists and everything that is not metadata. */
export function isMapping(value: unknown): value is Mapping {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return value instanceof Map || isPlainMapping(value);
}

function isPlainMapping(value: object): value is PlainMapping {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function isList(value: unknown): value is readonly Value[] {
  return Array.isArray(value);
}

export function isScalar(value: Value): value is Scalar {
  if (typeof value !== 'object' || value === null) return true;
  return value instanceof Float || value instanceof CalendarDate || value instanceof Timestamp;
}

const isMap = (mapping: Mapping): mapping is ReadonlyMap<Scalar, Value> => mapping instanceof Map;

/** The value under a string key, or undefined where the mapping itself has no such key. */
export function getKey(mapping: Mapping, key: string): Value | undefined {
  if (isMap(mapping)) return mapping.get(key);
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

export function hasKey(mapping: Mapping, key: string): boolean {
  return isMap(mapping) ? mapping.has(key) : Object.hasOwn(mapping, key);
}

/** Keys and values in the order of the source. */
export function entriesOf(mapping: Mapping): Iterable<readonly [Scalar, Value]> {
  return isMap(mapping) ? mapping.entries() : Object.entries(mapping);
}

export function sizeOf(mapping: Mapping): number {
  return isMap(mapping) ? mapping.size : Object.keys(mapping).length;
}
