import { jsonOf } from './json.js';
import { isScalar } from './mapping.js';
import type { Scalar, Value } from './value.js';

/** A plain value as words: nothing for null, dates in ISO form. */
export function scalarText(value: Scalar): string {
  return value === null ? '' : typeof value === 'object' ? value.toString() : String(value);
}

/** Any value as words; lists and mappings as JSON on one line. */
export function valueText(value: Value): string {
  return isScalar(value) ? scalarText(value) : JSON.stringify(jsonOf(value));
}
