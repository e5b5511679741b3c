import { Fault } from '../errors.js';
import { type Meter, exceeded } from '../run/meter.js';
import { type Datum, type HashedSet, isMapping } from './datum.js';
import { itemsOf } from './iteration.js';
import { entriesOf, mappingOf, sizeOf } from './mappings.js';
import { type Whole, bitLength, wholeDatum, wholeOf } from './numbers.js';
import { difference, intersection, setLike, setOf, symmetricDifference, union } from './sets.js';
import { View } from './structures.js';

const LARGEST = BigInt(Number.MAX_VALUE);

type Operator = '&' | '|' | '^' | '<<' | '>>' | '-';

/** `& | ^ << >>` of whole numbers, sets and mappings, and `-` of sets; undefined where there is no such operation. */
export function bitwise(operator: Operator, a: Datum, b: Datum, meter: Meter): Datum | undefined {
  const left = wholeOf(a);
  const right = wholeOf(b);
  if (operator === '<<' || operator === '>>') {
    checkShift(a, b, meter);
    return left === null || right === null ? undefined : shift(operator, left, right, meter);
  }
  if (left !== null && right !== null)
    return operator === '-' ? undefined : logical(operator, left, right, a, b, meter);
  if (operator === '|' && isMapping(a) && isMapping(b)) return merged(a, b, meter);
  return setOperation(operator, a, b, meter);
}

function logical(operator: '&' | '|' | '^', left: Whole, right: Whole, a: Datum, b: Datum, meter: Meter): Datum {
  meter.integer(Math.max(bitLength(left), bitLength(right)));
  const [x, y] = [BigInt(left), BigInt(right)];
  const result = operator === '&' ? x & y : operator === '|' ? x | y : x ^ y;
  return typeof a === 'boolean' && typeof b === 'boolean' ? result === 1n : wholeDatum(result);
}

/** simpleeval looks at the size of both sides before it looks at what they are. */
function checkShift(a: Datum, b: Datum, meter: Meter): void {
  const by = typeof b === 'number' || typeof b === 'bigint' ? b : 0;
  if (by > meter.limits.shift || by < -meter.limits.shift)
    throw exceeded('shift', `a shift is by more than ${meter.limits.shift}`);
  if (typeof a === 'bigint' && (a > LARGEST || a < -LARGEST))
    throw exceeded('shift', 'the left side of a shift is beyond the largest float');
}

function shift(operator: '<<' | '>>', value: Whole, by: Whole, meter: Meter): Datum {
  if (by < 0) throw new Fault('value', 'a shift cannot be by a negative number');
  const distance = Number(by);
  if (operator === '<<') {
    meter.integer(bitLength(value) + distance);
    return wholeDatum(BigInt(value) << BigInt(distance));
  }
  return wholeDatum(BigInt(value) >> BigInt(distance));
}

function merged(a: Datum, b: Datum, meter: Meter): Datum | undefined {
  if (!isMapping(a) || !isMapping(b)) return undefined;
  meter.collection(sizeOf(a) + sizeOf(b));
  meter.spend(sizeOf(a) + sizeOf(b));
  return mappingOf([...entriesOf(a), ...entriesOf(b)]);
}

const OPERATIONS = { '&': intersection, '|': union, '^': symmetricDifference, '-': difference } as const;

/** Two sets; or a view of a mapping and anything with items, which is what Python takes there. */
function setOperation(operator: '&' | '|' | '^' | '-', a: Datum, b: Datum, meter: Meter): HashedSet | undefined {
  const left = setLike(a);
  const right = setLike(b);
  if (left === null && right === null) return undefined;
  const x = left ?? (right !== null && b instanceof View ? setOf(itemsOf(a)) : null);
  const y = right ?? (left !== null && a instanceof View ? setOf(itemsOf(b)) : null);
  if (x === null || y === null) return undefined;
  meter.collection(x.size + y.size);
  meter.spend(x.size + y.size);
  return OPERATIONS[operator](x, y);
}
