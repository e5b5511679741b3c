import { CalendarDate, Timestamp } from './dates.js';

/** Also the keys of a mapping: YAML allows more than strings, such as `1:`, `yes:` and `2024-10-01:`. */
export type Scalar = null | boolean | number | bigint | string | Float | CalendarDate | Timestamp;

/**
 * A value in a metadata file, typed as in Python.
 *
 * An integer is a `number` if that is exact, else a `bigint`. A float is a `number` that is not a safe integer, or a
 * `Float` if JavaScript could not tell it from an integer (`1.0`).
 */
export type Value = Scalar | readonly Value[] | Mapping;

/**
 * A mapping in source order: a plain object, or a `Map` if a key is not a string or looks like an array index, which an
 * object would move to its front.
 */
export type Mapping = ReadonlyMap<Scalar, Value> | PlainMapping;

/** Only own keys count: the object may come from `JSON.parse` and may hold a key such as `__proto__`. */
export interface PlainMapping {
  readonly [key: string]: Value;
}

/** A float, kept apart from the integer that JavaScript would take it for: `1.0` is not `1`. */
export class Float {
  constructor(readonly value: number) {}

  /** With its decimal point: `1.0`. */
  toString(): string {
    return Number.isInteger(this.value) && Math.abs(this.value) < 1e16 ? this.value.toFixed(1) : String(this.value);
  }

  toJSON(): number | null {
    return Number.isFinite(this.value) ? this.value : null;
  }
}

/** True for an integer; every other `number` is a float. */
export function isWholeNumber(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || Number.isSafeInteger(value);
}

/** True for a mapping in either form; false for dates, lists and everything that is not a `Value`. */
export function isMapping(value: unknown): value is Mapping {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return value instanceof Map || isPlainMapping(value);
}

/** True for a mapping in its first form, a plain object. */
export function isPlainMapping(value: object): value is PlainMapping {
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

/** The value under a string key, or undefined if the mapping itself has no such key. */
export function getKey(mapping: Mapping, key: string): Value | undefined {
  if (isMap(mapping)) return mapping.get(key);
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

/**
 * What queries find in a value by `[key]`: the value under a key of a mapping, or the item of a list. As in Python, the
 * keys `1`, `1.0` and `True` are the same, and the last of them counts. Undefined where there is none.
 */
export function valueUnder(value: Value, key: Scalar): Value | undefined {
  if (isList(value)) return typeof key === 'number' && Number.isInteger(key) ? value.at(key) : undefined;
  if (!isMapping(value)) return undefined;
  if (typeof key === 'string') return getKey(value, key);
  return isMap(value) ? [...value].findLast(([other]) => isSameKey(other, key))?.[1] : undefined;
}

function isSameKey(one: Scalar, other: Scalar): boolean {
  const [first, second] = [numberOf(one), numberOf(other)];
  if (first !== null && second !== null) return first <= second && first >= second;
  if (one instanceof CalendarDate) return other instanceof CalendarDate && one.toString() === other.toString();
  return one === other;
}

function numberOf(key: Scalar): number | bigint | null {
  if (typeof key === 'boolean') return Number(key);
  if (key instanceof Float) return key.value;
  return typeof key === 'number' || typeof key === 'bigint' ? key : null;
}

export function hasKey(mapping: Mapping, key: string): boolean {
  return isMap(mapping) ? mapping.has(key) : Object.hasOwn(mapping, key);
}

/** Keys and values in source order. */
export function entriesOf(mapping: Mapping): Iterable<readonly [Scalar, Value]> {
  return isMap(mapping) ? mapping.entries() : Object.entries(mapping);
}

export function sizeOf(mapping: Mapping): number {
  return isMap(mapping) ? mapping.size : Object.keys(mapping).length;
}
