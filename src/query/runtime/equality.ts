import { CalendarDate, Timestamp } from '../../values/dates.js';
import type { Meter } from '../run/meter.js';
import { adopt } from './adopt.js';
import { type Datum, type List, type Mapping, isMapping } from './datum.js';
import { Duration } from './duration.js';
import { Image } from './image.js';
import { entriesOf, get, sizeOf } from './mappings.js';
import { numberOf } from './numbers.js';
import { QueryObject } from './object.js';
import { Range } from './range.js';
import { sameItems, setLike } from './sets.js';
import { Slice, Tuple } from './structures.js';
import { SemanticVersion } from './version.js';

/** `a == b`. Values of different kinds are different, never an error; booleans and floats compare as numbers. */
export function equals(a: Datum, b: Datum, meter: Meter, depth = 0): boolean {
  if (typeof a === 'string' || typeof b === 'string') {
    if (typeof a === 'string' && typeof b === 'string' && a.length === b.length && a.length > 1000)
      meter.spend(a.length >> 10);
    return a === b;
  }
  const left = numberOf(a);
  const right = numberOf(b);
  if (left !== null || right !== null) return left !== null && right !== null && left >= right && left <= right;
  if (a === null || b === null) return a === b;
  return typeof a === 'object' && typeof b === 'object' && equalObjects(a, b, meter, depth + 1);
}

/** As items of a list compare: the same value first, so that a value that is not equal to itself is still found. */
export function same(a: Datum, b: Datum, meter: Meter, depth = 0): boolean {
  // Not a number of a record is a plain number, without an identity: there it counts as the same everywhere.
  return (typeof a === 'number' || typeof a === 'object' ? Object.is(a, b) : false) || equals(a, b, meter, depth);
}

function equalObjects(a: Datum & object, b: Datum & object, meter: Meter, depth: number): boolean {
  meter.nesting(depth);
  meter.spend(1);
  if (Array.isArray(a)) return Array.isArray(b) && equalLists(a, b, meter, depth);
  if (a instanceof QueryObject || b instanceof QueryObject) return equalQueryObjects(a, b, meter, depth);
  if (a instanceof CalendarDate) return b instanceof CalendarDate && a.toString() === b.toString();
  if (a instanceof Timestamp) return b instanceof Timestamp && equalTimestamps(a, b);
  return isMapping(a) && isMapping(b) && equalMappings(a, b, meter, depth);
}

function equalQueryObjects(a: Datum & object, b: Datum & object, meter: Meter, depth: number): boolean {
  if (a instanceof Tuple) return b instanceof Tuple && equalLists(a.items, b.items, meter, depth);
  const left = setLike(a);
  const right = setLike(b);
  if (left !== null || right !== null) return left !== null && right !== null && sameItems(left, right);
  if (isMapping(a)) return isMapping(b) && equalMappings(a, b, meter, depth);
  if (a instanceof Range)
    return (
      b instanceof Range &&
      a.length === b.length &&
      (a.length === 0 || (a.start === b.start && (a.length === 1 || a.step === b.step)))
    );
  if (a instanceof Duration) return b instanceof Duration && a.microseconds === b.microseconds;
  if (a instanceof SemanticVersion) return b instanceof SemanticVersion && a.compareTo(b) === 0;
  if (a instanceof Image) return b instanceof Image && a.text === b.text;
  if (a instanceof Slice)
    return b instanceof Slice && equalLists([a.lower, a.upper, a.step], [b.lower, b.upper, b.step], meter, depth);
  return a === b;
}

function equalLists(a: List, b: List, meter: Meter, depth: number): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) {
    meter.spend(1);
    if (!same(adopt(a[i]), adopt(b[i]), meter, depth)) return false;
  }
  return true;
}

function equalMappings(a: Mapping, b: Mapping, meter: Meter, depth: number): boolean {
  if (sizeOf(a) !== sizeOf(b)) return false;
  for (const [key, value] of entriesOf(a)) {
    meter.spend(1);
    const other = get(b, key);
    if (other === undefined || !same(value, other, meter, depth)) return false;
  }
  return true;
}

/** A time with a zone is never equal to one without. */
function equalTimestamps(a: Timestamp, b: Timestamp): boolean {
  return (a.offsetMinutes === null) === (b.offsetMinutes === null) && instantOf(a) === instantOf(b);
}

export function instantOf(timestamp: Timestamp): bigint {
  return timestamp.microseconds - BigInt(timestamp.offsetMinutes ?? 0) * 60_000_000n;
}
