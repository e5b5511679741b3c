import { type Scalar, type Value, entriesOf, isList, isMapping, isScalar } from './value.js';

/** A scalar as text: empty for null, dates in ISO form. */
export function scalarText(value: Scalar): string {
  return value === null ? '' : typeof value === 'object' ? value.toString() : String(value);
}

/** Any value as text; lists and mappings as JSON on one line. */
export function valueText(value: Value): string {
  return isScalar(value) ? scalarText(value) : JSON.stringify(jsonOf(value));
}

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * Metadata as JSON. What JSON cannot express becomes a string: dates in ISO form, keys that are not strings, `NaN` and
 * infinities, and integers that are not exact as a JavaScript number.
 */
export function jsonOf(value: Value): Json {
  if (isList(value)) return value.map(jsonOf);
  if (isMapping(value))
    return Object.fromEntries([...entriesOf(value)].map(([key, inner]) => [keyText(key), jsonOf(inner)]));
  return scalarJson(value);
}

function scalarJson(value: Scalar): null | boolean | number | string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  const plain = typeof value === 'object' && value !== null ? value.toJSON() : value;
  // JSON writes negative zero as zero, and every other format has to agree with it.
  return Object.is(plain, -0) ? 0 : plain;
}

function keyText(key: Scalar): string {
  return typeof key === 'string' ? key : String(scalarJson(key));
}
