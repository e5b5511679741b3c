import type { Scalar } from './value.js';

/** A plain value as words: nothing for null, dates in ISO form. */
export function scalarText(value: Scalar): string {
  return value === null ? '' : typeof value === 'object' ? value.toString() : String(value);
}
