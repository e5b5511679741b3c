import { CalendarDate, Timestamp } from '../values/dates.js';
import { Float, type Mapping, type Scalar, type Value, isList, isMapping } from '../values/value.js';

export interface MappingEntry {
  readonly key: Scalar;
  readonly value: Value;
}

/**
 * A mapping from its entries, as a Python dict would hold them: keys that are equal (`1`, `1.0` and `true`) are one
 * entry, with the position and spelling of the first and the value of the last.
 */
export function buildMapping(entries: readonly MappingEntry[]): Mapping {
  const object: Record<string, Value> = {};
  for (const { key, value } of entries) {
    if (typeof key !== 'string' || isArrayIndex(key)) return buildMap(entries);
    setOwn(object, key, value);
  }
  return object;
}

/** Assignment to `__proto__` would set the prototype; defining it makes it an ordinary key. */
function setOwn(object: Record<string, Value>, key: string, value: Value): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

function buildMap(entries: readonly MappingEntry[]): Mapping {
  const firstKeys = new Map<string, Scalar>();
  const map = new Map<Scalar, Value>();
  for (const { key, value } of entries) {
    const identity = keyIdentity(key);
    if (!firstKeys.has(identity)) firstKeys.set(identity, key);
    map.set(firstKeys.get(identity) ?? null, value);
  }
  return map;
}

/** True for what Python can hash: everything but lists and mappings. */
export const isKey = (value: Value): value is Scalar => !isList(value) && !isMapping(value);

const ARRAY_INDEX = /^(?:0|[1-9][0-9]{0,9})$/;
const [ZERO, NINE] = [0x30, 0x39];

/** True for a key that a JavaScript object would move to its front. */
export function isArrayIndex(key: string): boolean {
  const first = key.charCodeAt(0);
  return first >= ZERO && first <= NINE && ARRAY_INDEX.test(key);
}

/** A string that two keys share exactly when Python finds them equal. */
export function keyIdentity(key: Scalar): string {
  if (typeof key === 'string') return `s${key}`;
  if (key === null) return 'null';
  if (typeof key === 'boolean') return `n${Number(key)}`;
  if (key instanceof Float) return `n${key.value === 0 ? 0 : key.value}`;
  if (key instanceof CalendarDate) return `d${key.toString()}`;
  if (key instanceof Timestamp) return timestampIdentity(key);
  // A `number` beyond 2**53 is a float that equals the integer of the same value.
  return `n${Number.isInteger(key) ? BigInt(key) : key}`;
}

/** Times with a zone are equal when they are the same instant; a time without a zone equals none with one. */
function timestampIdentity({ microseconds, offsetMinutes }: Timestamp): string {
  return offsetMinutes === null ? `t${microseconds}` : `z${microseconds - BigInt(offsetMinutes) * 60_000_000n}`;
}
