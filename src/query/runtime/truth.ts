import { Float } from '../../values/value.js';
import { type Datum, isMapping } from './datum.js';
import { Duration } from './duration.js';
import { HashedMapping, HashedSet } from './hashed.js';
import { sizeOf } from './mappings.js';
import { QueryObject } from './object.js';
import { Range } from './range.js';
import { Tuple, View } from './structures.js';

/** False for `None`, `False`, zero and whatever is empty. */
export function isTrue(value: Datum): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value !== '';
    case 'number':
      return value !== 0;
    case 'bigint':
      return value !== 0n;
    default:
      return value !== null && isTrueObject(value);
  }
}

function isTrueObject(value: Datum & object): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof QueryObject) {
    if (value instanceof Tuple) return value.items.length > 0;
    if (value instanceof HashedSet || value instanceof HashedMapping) return value.size > 0;
    if (value instanceof View) return sizeOf(value.mapping) > 0;
    if (value instanceof Range) return value.length > 0;
    return value instanceof Duration ? value.microseconds !== 0n : true;
  }
  if (value instanceof Float) return value.value !== 0;
  return !isMapping(value) || sizeOf(value) > 0;
}
