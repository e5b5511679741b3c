import { isList, isMapping, entriesOf } from '../values/mapping.js';
import type { Scalar, Value } from '../values/value.js';
import { printableLines } from '../words/printable.js';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Metadata as JSON: dates in ISO form, keys as text, whole numbers beyond JavaScript's as text lest they change. */
export function jsonOf(value: Value): Json {
  if (isList(value)) return value.map(jsonOf);
  if (isMapping(value)) return Object.fromEntries([...entriesOf(value)].map(([key, inner]) => [keyText(key), jsonOf(inner)]));
  return scalarJson(value);
}

function scalarJson(value: Scalar): null | boolean | number | string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value === 'object' && value !== null) return value.toJSON();
  return value;
}

function keyText(key: Scalar): string {
  return typeof key === 'string' ? key : String(scalarJson(key));
}

/** What JSON allows and a terminal obeys is written as escapes: the same JSON, and harmless. */
export function jsonText(value: Json, indent?: number): string {
  return printableLines(JSON.stringify(value, null, indent));
}
