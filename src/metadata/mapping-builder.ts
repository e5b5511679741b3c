import { CalendarDate, Timestamp } from '../values/dates.js';
import { Float, type Mapping, type Scalar, type Value, isList, isMapping } from '../values/value.js';

export interface MappingEntry {
  readonly key: Scalar;
  readonly value: Value;
}

/** True for what may be a key: everything but lists and mappings, as in Python. */
export const isKey = (value: Value): value is Scalar => !isList(value) && !isMapping(value);

/**
 * A mapping from its entries as a Python dict would hold them: equal keys (`1`, `1.0` and `true` are equal) are one,
 * at the first one's place and in its spelling, with the last one's value.
 */
export function buildMapping(entries: readonly MappingEntry[]): Mapping {
  const object: Record<string, Value> = {};
  for (const { key, value } of entries) {
    if (typeof key !== 'string' || !keepsItsPlace(key)) return buildMap(entries);
    setOwn(object, key, value);
  }
  return object;
}

/** Assignment to `__proto__` would set the prototype; defining it makes a key like any other. */
function setOwn(object: Record<string, Value>, key: string, value: Value): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

function buildMap(entries: readonly MappingEntry[]): Mapping {
  const spelling = new Map<string, Scalar>();
  const map = new Map<Scalar, Value>();
  for (const { key, value } of entries) {
    const identity = keyIdentity(key);
    const first = spelling.get(identity);
    // Null is a key of its own, so only undefined says that there was none.
    const kept = first === undefined ? key : first;
    spelling.set(identity, kept);
    map.set(kept, value);
  }
  return map;
}

const ARRAY_INDEX = /^(?:0|[1-9][0-9]{0,9})$/;
const [ZERO, NINE] = [0x30, 0x39];

/** False for a key that an object would move to its front. */
export function keepsItsPlace(key: string): boolean {
  const first = key.charCodeAt(0);
  return !(first >= ZERO && first <= NINE && ARRAY_INDEX.test(key));
}

/** A text that two keys share exactly when Python finds them equal. */
export function keyIdentity(key: Scalar): string {
  if (typeof key === 'string') return `s${key}`;
  if (key === null) return 'null';
  if (typeof key === 'boolean') return `n${Number(key)}`;
  if (key instanceof Float) return `n${key.value === 0 ? 0 : key.value}`;
  if (key instanceof CalendarDate) return `d${key.toString()}`;
  if (key instanceof Timestamp) return timestampIdentity(key);
  return numberIdentity(key);
}

/** Two times with zones are equal when they are the same instant; one without a zone equals none with one. */
function timestampIdentity({ microseconds, offsetMinutes }: Timestamp): string {
  return offsetMinutes === null ? `t${microseconds}` : `z${microseconds - BigInt(offsetMinutes) * 60_000_000n}`;
}

function numberIdentity(key: number | bigint): string {
  if (typeof key === 'bigint') return `n${key}`;
  // A float beyond 2**53 is whole, and equals the integer of the same value.
  return Number.isInteger(key) ? `n${BigInt(key)}` : `n${key}`;
}
