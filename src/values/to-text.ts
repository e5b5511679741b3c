import { type Scalar, type Value, entriesOf, isList, isMapping, isScalar } from './value.js';

/** A plain value as words: nothing for null, dates in ISO form. */
export function scalarText(value: Scalar): string {
  return value === null ? '' : typeof value === 'object' ? value.toString() : String(value);
}

/** Any value as words; lists and mappings as JSON on one line. */
export function valueText(value: Value): string {
  return isScalar(value) ? scalarText(value) : JSON.stringify(jsonOf(value));
}

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * Metadata as JSON. What JSON has no form for becomes text: dates in ISO form, keys that are no strings, whole numbers
 * beyond JavaScript's lest they change, and `NaN`, `Infinity`, `-Infinity`.
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
  // JSON writes negative zero as zero, and every other form of the same document has to agree with it.
  return Object.is(plain, -0) ? 0 : plain;
}

function keyText(key: Scalar): string {
  return typeof key === 'string' ? key : String(scalarJson(key));
}
