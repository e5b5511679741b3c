import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Float } from '../../values/value.js';
import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { compareCodePoints } from './code-points.js';
import { entriesOf, equalSets, getKey, isSubset, itemsOf, len, setLike, sizeOf } from './collections.js';
import { instantOf } from './dates.js';
import { fromHost } from './from-host.js';
import { hashKey } from './hash.js';
import { numberOf } from './numbers.js';
import { Duration, Image, type Kind, QueryObject, Range, SemanticVersion } from './objects.js';
import {
  HashedSet,
  type List,
  type Mapping,
  type RuntimeValue,
  Slice,
  Tuple,
  View,
  describeKind,
  isMapping,
  kindOf,
} from './runtime-value.js';

/** Python's truth value: false for `None`, `False`, zero and everything empty. */
export function isTrue(value: RuntimeValue, meter: Meter): boolean {
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
      return value !== null && isTrueObject(value, meter);
  }
}

function isTrueObject(value: RuntimeValue & object, meter: Meter): boolean {
  if (value instanceof Float) return value.value !== 0;
  if (value instanceof Duration) return value.microseconds !== 0n;
  const length = len(value, meter);
  return length === null || length > 0;
}

/** `a == b`. Values of different kinds are unequal, never an error; booleans and floats compare as numbers. */
export function equals(a: RuntimeValue, b: RuntimeValue, meter: Meter, depth = 0): boolean {
  if (typeof a === 'string' || typeof b === 'string') {
    if (typeof a !== 'string' || typeof b !== 'string' || a.length !== b.length) return false;
    meter.scan(a.length);
    return a === b;
  }
  const left = numberOf(a);
  const right = numberOf(b);
  if (left !== null || right !== null) return left !== null && right !== null && left >= right && left <= right;
  if (a === null || b === null) return a === b;
  return typeof a === 'object' && typeof b === 'object' && equalObjects(a, b, meter, depth + 1);
}

/** `a is b or a == b`, as Python compares the items of collections: NaN is found although it is not equal to itself. */
export function identicalOrEqual(a: RuntimeValue, b: RuntimeValue, meter: Meter, depth = 0): boolean {
  // NaN of a record is a plain number without an identity: any two of them count as identical.
  return (typeof a === 'number' || typeof a === 'object' ? Object.is(a, b) : false) || equals(a, b, meter, depth);
}

function equalObjects(a: RuntimeValue & object, b: RuntimeValue & object, meter: Meter, depth: number): boolean {
  meter.nesting(depth);
  meter.spend(1);
  if (Array.isArray(a)) return Array.isArray(b) && equalLists(a, b, meter, depth);
  if (a instanceof QueryObject || b instanceof QueryObject) return equalQueryObjects(a, b, meter, depth);
  if (a instanceof CalendarDate) return b instanceof CalendarDate && a.toString() === b.toString();
  if (a instanceof Timestamp) return b instanceof Timestamp && equalTimestamps(a, b);
  return isMapping(a) && isMapping(b) && equalMappings(a, b, meter, depth);
}

function equalQueryObjects(a: RuntimeValue & object, b: RuntimeValue & object, meter: Meter, depth: number): boolean {
  if (a instanceof Tuple) return b instanceof Tuple && equalLists(a.items, b.items, meter, depth);
  // Also where values cannot be hashed.
  if (isItems(a) && isItems(b)) return equalMappings(a.mapping, b.mapping, meter, depth);
  const left = setLike(a, meter);
  const right = setLike(b, meter);
  if (left !== null || right !== null) return left !== null && right !== null && equalSets(left, right, meter);
  if (isMapping(a)) return isMapping(b) && equalMappings(a, b, meter, depth);
  if (a instanceof Range)
    return (
      b instanceof Range &&
      a.length === b.length &&
      (a.length === 0 || (a.start === b.start && (a.length === 1 || a.step === b.step)))
    );
  if (a instanceof Duration) return b instanceof Duration && a.microseconds === b.microseconds;
  if (a instanceof SemanticVersion) return b instanceof SemanticVersion && compareVersions(a, b, meter) === 0;
  if (a instanceof Image) return b instanceof Image && equals(a.text, b.text, meter);
  if (a instanceof Slice)
    return b instanceof Slice && equalLists([a.lower, a.upper, a.step], [b.lower, b.upper, b.step], meter, depth);
  return a === b;
}

const isItems = (value: RuntimeValue): value is View => value instanceof View && value.part === 'items';

function compareVersions(a: SemanticVersion, b: SemanticVersion, meter: Meter): number {
  meter.versions(a.text.length, b.text.length);
  return a.compareTo(b);
}

function equalLists(a: List, b: List, meter: Meter, depth: number): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) {
    meter.spend(1);
    if (!identicalOrEqual(fromHost(a[i]), fromHost(b[i]), meter, depth)) return false;
  }
  return true;
}

function equalMappings(a: Mapping, b: Mapping, meter: Meter, depth: number): boolean {
  if (sizeOf(a, meter) !== sizeOf(b, meter)) return false;
  for (const [key, value] of entriesOf(a, meter)) {
    meter.spend(1);
    const other = getKey(b, key, meter);
    if (other === undefined || !identicalOrEqual(value, other, meter, depth)) return false;
  }
  return true;
}

/** A timestamp with a zone is never equal to one without. */
function equalTimestamps(a: Timestamp, b: Timestamp): boolean {
  return (a.offsetMinutes === null) === (b.offsetMinutes === null) && instantOf(a) === instantOf(b);
}

type Ordering = '<' | '<=' | '>' | '>=';

/**
 * `a < b` and the other orderings.
 * @throws EvaluationFault for two values that have no order
 */
export function ordered(operator: Ordering, a: RuntimeValue, b: RuntimeValue, meter: Meter, depth = 0): boolean {
  const left = numberOf(a);
  const right = numberOf(b);
  if (left !== null && right !== null) return holds(operator, left, right);
  if (typeof a === 'string' && typeof b === 'string') return holds(operator, compareCodePoints(a, b, meter), 0);
  if (Array.isArray(a) && Array.isArray(b)) return orderedLists(operator, a, b, meter, depth + 1);
  if (a instanceof Tuple && b instanceof Tuple) return orderedLists(operator, a.items, b.items, meter, depth + 1);
  return orderedSpecial(operator, a, b, meter);
}

function orderedSpecial(operator: Ordering, a: RuntimeValue, b: RuntimeValue, meter: Meter): boolean {
  meter.spend(1);
  if (a instanceof CalendarDate && b instanceof CalendarDate)
    return holds(operator, compareCodePoints(a.toString(), b.toString(), meter), 0);
  if (a instanceof Timestamp && b instanceof Timestamp) {
    if ((a.offsetMinutes === null) !== (b.offsetMinutes === null))
      throw new EvaluationFault('type', 'cannot order a timestamp with a zone and one without');
    return holds(operator, instantOf(a), instantOf(b));
  }
  if (a instanceof Duration && b instanceof Duration) return holds(operator, a.microseconds, b.microseconds);
  if (a instanceof SemanticVersion && b instanceof SemanticVersion)
    return holds(operator, compareVersions(a, b, meter), 0);
  const left = setLike(a, meter);
  const right = setLike(b, meter);
  if (left !== null && right !== null) {
    const [small, large] = operator === '<' || operator === '<=' ? [left, right] : [right, left];
    return isSubset(small, large, meter) && (operator === '<=' || operator === '>=' || small.size < large.size);
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

/** By the first items that differ; if none does, by length. */
function orderedLists(operator: Ordering, a: List, b: List, meter: Meter, depth: number): boolean {
  meter.nesting(depth);
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) {
    meter.spend(1);
    const left = fromHost(a[i]);
    const right = fromHost(b[i]);
    if (!identicalOrEqual(left, right, meter, depth)) return ordered(operator, left, right, meter, depth);
  }
  return holds(operator, a.length, b.length);
}

function unordered(a: RuntimeValue, b: RuntimeValue): EvaluationFault {
  const hint =
    a === null || b === null
      ? 'test for `None` first: `x is not None and x < 1`'
      : 'ordering needs two numbers, two strings, two lists, two tuples or two dates';
  return new EvaluationFault('type', `cannot order ${describeKind(a)} and ${describeKind(b)}`, hint);
}

/** `item in container`. */
export function contains(container: RuntimeValue, item: RuntimeValue, meter: Meter): boolean {
  if (typeof container === 'string') {
    if (typeof item !== 'string')
      throw new EvaluationFault(
        'type',
        `a string contains strings, not ${describeKind(item)}`,
        'turn the left side into a string: `str(x)`',
      );
    meter.search(container, item);
    return container.includes(item);
  }
  if (isMapping(container)) return getKey(container, item, meter) !== undefined;
  // Python looks for a frozen copy of the item, which no query can create.
  if (container instanceof HashedSet) return !(item instanceof HashedSet) && container.has(hashKey(item, meter));
  if (container instanceof View && container.part === 'keys')
    return getKey(container.mapping, item, meter) !== undefined;
  if (container instanceof Range) {
    const number = numberOf(item);
    return number !== null && container.indexOf(number) >= 0;
  }
  if (!SEARCHED.has(kindOf(container))) {
    const hint = container === null ? 'a field that may be `None` needs a default: `(x or [])`' : null;
    throw new EvaluationFault('type', `\`in\` does not work with ${describeKind(container)} on its right`, hint);
  }
  for (const candidate of itemsOf(container, meter)) {
    meter.spend(1);
    if (identicalOrEqual(candidate, item, meter)) return true;
  }
  return false;
}

const SEARCHED: ReadonlySet<Kind> = new Set(['list', 'tuple', 'view', 'range', 'stream']);

/** CPython keeps one object for each of these integers, for the empty string and for each Latin-1 character. */
const isShared = (value: RuntimeValue): boolean =>
  (typeof value === 'number' && Number.isSafeInteger(value) && value >= -5 && value <= 256) ||
  (typeof value === 'string' && value.length <= 1 && value <= '\xff');

/** `a is b`: exact for `None`, `True` and `False`; for other values what CPython usually answers. */
export function identical(a: RuntimeValue, b: RuntimeValue): boolean {
  if (a === null || typeof a === 'boolean') return a === b;
  if (a instanceof Tuple && a.items.length === 0) return b instanceof Tuple && b.items.length === 0;
  if (typeof a === 'object') return a === b;
  return a === b && isShared(a);
}
