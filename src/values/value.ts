import type { CalendarDate, Timestamp } from './dates.js';
import type { Float } from './float.js';

/** A key of a mapping. YAML allows more than strings: `1:`, `yes:` and `2024-10-01:` are keys too. */
export type Scalar = null | boolean | number | bigint | string | Float | CalendarDate | Timestamp;

/**
 * A piece of metadata as fleetq carries it from the file to the answer.
 *
 * Whole numbers are `number` when JavaScript holds them exactly, else `bigint`; a number that is not a safe integer
 * is a floating-point number; `Float` is the floating-point number that JavaScript cannot tell from a whole one (`1.0`).
 */
export type Value = Scalar | readonly Value[] | Mapping;

/**
 * A mapping in the order of its source. A plain object where every key is a string that keeps its place there;
 * a `Map` where a key is not a string, or looks like an array index, which an object would move to the front.
 */
export type Mapping = ReadonlyMap<Scalar, Value> | PlainMapping;

/** Only own keys count: the object may come from `JSON.parse` and may hold a key such as `__proto__`. */
export interface PlainMapping {
  readonly [key: string]: Value;
}
