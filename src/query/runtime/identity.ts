import type { Datum } from './datum.js';
import { Tuple } from './structures.js';

/** Python keeps one copy of each integer of this range, of the empty string and of each Latin-1 character. */
const isShared = (value: Datum): boolean =>
  (typeof value === 'number' && Number.isSafeInteger(value) && value >= -5 && value <= 256) ||
  (typeof value === 'string' && value.length <= 1 && value <= '\xff');

/** `a is b`. It is sure for `None`, `True` and `False`; for other values it is what CPython usually answers. */
export function identical(a: Datum, b: Datum): boolean {
  if (a === null || typeof a === 'boolean') return a === b;
  if (a instanceof Tuple && a.items.length === 0) return b instanceof Tuple && b.items.length === 0;
  if (typeof a === 'object') return a === b;
  return a === b && isShared(a);
}
