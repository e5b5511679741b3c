import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Fault } from '../errors.js';
import type { Meter } from '../run/meter.js';
import { adopt } from './adopt.js';
import { compareText } from './codepoints.js';
import { type Datum, type List, described } from './datum.js';
import { Duration } from './duration.js';
import { instantOf, same } from './equality.js';
import { numberOf } from './numbers.js';
import { isSubset, setLike } from './sets.js';
import { Tuple } from './structures.js';
import { SemanticVersion } from './version.js';

export type Ordering = '<' | '<=' | '>' | '>=';

/**
 * `a < b` and its kin.
 * @throws Fault for two values that have no order
 */
export function ordered(operator: Ordering, a: Datum, b: Datum, meter: Meter, depth = 0): boolean {
  const left = numberOf(a);
  const right = numberOf(b);
  if (left !== null && right !== null) return holds(operator, left, right);
  if (typeof a === 'string' && typeof b === 'string') return holds(operator, compareText(a, b), 0);
  if (Array.isArray(a) && Array.isArray(b)) return orderedLists(operator, a, b, meter, depth + 1);
  if (a instanceof Tuple && b instanceof Tuple) return orderedLists(operator, a.items, b.items, meter, depth + 1);
  return orderedSpecial(operator, a, b);
}

function orderedSpecial(operator: Ordering, a: Datum, b: Datum): boolean {
  if (a instanceof CalendarDate && b instanceof CalendarDate)
    return holds(operator, compareText(a.toString(), b.toString()), 0);
  if (a instanceof Timestamp && b instanceof Timestamp) {
    if ((a.offsetMinutes === null) !== (b.offsetMinutes === null))
      throw new Fault('type', 'cannot order a timestamp with a zone and one without');
    return holds(operator, instantOf(a), instantOf(b));
  }
  if (a instanceof Duration && b instanceof Duration) return holds(operator, a.microseconds, b.microseconds);
  if (a instanceof SemanticVersion && b instanceof SemanticVersion) return holds(operator, a.compareTo(b), 0);
  const left = setLike(a);
  const right = setLike(b);
  if (left !== null && right !== null) {
    const [small, large] = operator === '<' || operator === '<=' ? [left, right] : [right, left];
    return isSubset(small, large) && (operator === '<=' || operator === '>=' || small.size < large.size);
  }
  throw unordered(a, b);
}

function holds(operator: Ordering, a: number | bigint, b: number | bigint): boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

/** By the first items that differ; where none does, the shorter comes first. */
function orderedLists(operator: Ordering, a: List, b: List, meter: Meter, depth: number): boolean {
  meter.nesting(depth);
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) {
    meter.spend(1);
    const left = adopt(a[i]);
    const right = adopt(b[i]);
    if (!same(left, right, meter, depth)) return ordered(operator, left, right, meter, depth);
  }
  return holds(operator, a.length, b.length);
}

export function unordered(a: Datum, b: Datum): Fault {
  const hint =
    a === null || b === null
      ? 'test for `None` first: `x is not None and x < 1`'
      : 'ordering needs two numbers, two strings, two lists, two tuples or two dates';
  return new Fault('type', `cannot order ${described(a)} and ${described(b)}`, hint);
}
