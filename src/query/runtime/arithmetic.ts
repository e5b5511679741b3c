import { EvaluationFault } from '../errors.js';
import { type Meter, exceeded } from '../meter.js';
import type { BinaryOperator } from '../syntax-tree.js';
import { codePointLength } from './code-points.js';
import {
  difference,
  entriesOf,
  intersection,
  itemsOf,
  mappingOf,
  setLike,
  setOf,
  symmetricDifference,
  union,
} from './collections.js';
import { dateArithmetic } from './dates.js';
import {
  type ArithmeticOperator,
  type Integer,
  bitLength,
  floatArithmetic,
  integerArithmetic,
  integerOf,
  integerValue,
  numberOf,
  toFloat,
} from './numbers.js';
import { percentFormat } from './percent-format.js';
import {
  type HashedMapping,
  HashedSet,
  type Mapping,
  type RuntimeValue,
  Tuple,
  View,
  describeKind,
  isList,
  isMapping,
} from './runtime-value.js';

/**
 * `a + b` and the other binary operators.
 * @throws EvaluationFault where Python has an error
 */
export function applyBinary(operator: BinaryOperator, a: RuntimeValue, b: RuntimeValue, meter: Meter): RuntimeValue {
  const result =
    operator === '&' || operator === '|' || operator === '^' || operator === '<<' || operator === '>>'
      ? bitwise(operator, a, b, meter)
      : numeric(operator, a, b, meter);
  if (result !== undefined) return result;
  const summary = `\`${operator}\` does not work between ${describeKind(a)} and ${describeKind(b)}`;
  throw new EvaluationFault('type', summary, binaryHint(operator, a, b));
}

function binaryHint(operator: BinaryOperator, a: RuntimeValue, b: RuntimeValue): string | null {
  if (a === null || b === null) return 'a field that may be `None` needs a default: `(x or 0)`';
  if (typeof a !== 'string' && typeof b !== 'string') return null;
  return operator === '+'
    ? 'turn the other side into a string: `str(x)`'
    : 'turn the string into a number: `int(x)` or `float(x)`';
}

/** Undefined where there is no such operation between the two. */
function numeric(
  operator: ArithmeticOperator,
  a: RuntimeValue,
  b: RuntimeValue,
  meter: Meter,
): RuntimeValue | undefined {
  const left = numberOf(a);
  const right = numberOf(b);
  if (left !== null && right !== null) {
    if (operator === '**') checkPower(left, right, meter);
    const [x, y] = [integerOf(a), integerOf(b)];
    if (x !== null && y !== null) return integerArithmetic(operator, x, y, meter);
    return floatArithmetic(operator, toFloat(left), toFloat(right));
  }
  if (operator === '+') return concat(a, b, meter) ?? dateArithmetic(operator, a, b, meter);
  if (operator === '*') return repeat(a, b, meter) ?? dateArithmetic(operator, a, b, meter);
  if (operator === '%' && typeof a === 'string') return percentFormat(a, b, meter);
  if (operator === '-' && (a instanceof HashedSet || a instanceof View || b instanceof View))
    return setOperation('-', a, b, meter);
  return operator === '%' || operator === '**' ? undefined : dateArithmetic(operator, a, b, meter);
}

function checkPower(a: Integer, b: Integer, meter: Meter): void {
  const most = meter.limits.powerOperand;
  if (a > most || a < -most || b > most || b < -most)
    throw exceeded('powerOperand', `a side of \`**\` is beyond ${most}`);
}

/** `a + b` of two strings, two lists or two tuples; undefined for others. */
function concat(a: RuntimeValue, b: RuntimeValue, meter: Meter): RuntimeValue | undefined {
  if (typeof a === 'string' && typeof b === 'string') {
    meter.string(codePointLength(a, meter) + codePointLength(b, meter));
    return a + b;
  }
  if (isList(a) && isList(b)) {
    meter.collection(a.length + b.length);
    return [...a, ...b];
  }
  if (a instanceof Tuple && b instanceof Tuple) {
    meter.collection(a.items.length + b.items.length);
    return new Tuple([...a.items, ...b.items]);
  }
  return undefined;
}

/** `a * b` of a string, list or tuple and an integer, in either order; undefined for others. */
function repeat(a: RuntimeValue, b: RuntimeValue, meter: Meter): RuntimeValue | undefined {
  const times = integerOf(b) ?? integerOf(a);
  if (times === null || (numberOf(a) !== null && numberOf(b) !== null)) return undefined;
  return repeated(integerOf(b) === null ? b : a, times, meter);
}

function repeated(value: RuntimeValue, times: Integer, meter: Meter): RuntimeValue | undefined {
  if (typeof times === 'bigint') throw new EvaluationFault('overflow', 'a repetition by so large a number');
  const count = Math.max(0, times);
  if (typeof value === 'string') {
    meter.string(codePointLength(value, meter) * count);
    return value === '' ? '' : value.repeat(count);
  }
  if (isList(value)) return repeatedItems(value, count, meter);
  return value instanceof Tuple ? new Tuple(repeatedItems(value.items, count, meter)) : undefined;
}

function repeatedItems<T>(items: readonly T[], count: number, meter: Meter): T[] {
  if (items.length === 0) return [];
  meter.collection(items.length * count);
  const result: T[] = [];
  for (let i = 0; i < count; i += 1) for (const item of items) result.push(item);
  return result;
}

const LARGEST_FLOAT = BigInt(Number.MAX_VALUE);

/** Undefined where there is no such operation between the two. */
function bitwise(
  operator: Exclude<BinaryOperator, ArithmeticOperator>,
  a: RuntimeValue,
  b: RuntimeValue,
  meter: Meter,
): RuntimeValue | undefined {
  const left = integerOf(a);
  const right = integerOf(b);
  if (operator === '<<' || operator === '>>') {
    checkShift(a, b, meter);
    return left === null || right === null ? undefined : shift(operator, left, right, meter);
  }
  if (left !== null && right !== null) {
    const result = integerBitwise(operator, left, right, meter);
    return typeof a === 'boolean' && typeof b === 'boolean' ? result === 1n : integerValue(result);
  }
  if (operator === '|' && isMapping(a) && isMapping(b)) return mergeMappings(a, b, meter);
  return setOperation(operator, a, b, meter);
}

function integerBitwise(operator: '&' | '|' | '^', left: Integer, right: Integer, meter: Meter): bigint {
  meter.integer(Math.max(bitLength(left), bitLength(right)));
  const [x, y] = [BigInt(left), BigInt(right)];
  return operator === '&' ? x & y : operator === '|' ? x | y : x ^ y;
}

/** Like simpleeval, before the kinds of both sides are looked at. */
function checkShift(a: RuntimeValue, b: RuntimeValue, meter: Meter): void {
  const by = typeof b === 'number' || typeof b === 'bigint' ? b : 0;
  if (by > meter.limits.shift || by < -meter.limits.shift)
    throw exceeded('shift', `a shift is by more than ${meter.limits.shift}`);
  if (typeof a === 'bigint' && (a > LARGEST_FLOAT || a < -LARGEST_FLOAT))
    throw exceeded('shift', 'the left side of a shift is beyond the largest float');
}

function shift(operator: '<<' | '>>', value: Integer, by: Integer, meter: Meter): RuntimeValue {
  if (by < 0) throw new EvaluationFault('value', 'a shift cannot be by a negative number');
  const distance = Number(by);
  if (operator === '<<') {
    meter.integer(bitLength(value) + distance);
    return integerValue(BigInt(value) << BigInt(distance));
  }
  meter.integer(bitLength(value));
  return integerValue(BigInt(value) >> BigInt(distance));
}

function mergeMappings(a: Mapping, b: Mapping, meter: Meter): HashedMapping {
  const entries = [...entriesOf(a, meter), ...entriesOf(b, meter)];
  meter.collection(entries.length);
  return mappingOf(entries, meter);
}

const SET_OPERATIONS = { '&': intersection, '|': union, '^': symmetricDifference, '-': difference } as const;

/** Python takes two sets, or a view of a mapping and anything with items. */
function setOperation(
  operator: '&' | '|' | '^' | '-',
  a: RuntimeValue,
  b: RuntimeValue,
  meter: Meter,
): HashedSet | undefined {
  const left = setLike(a, meter);
  const right = setLike(b, meter);
  if (left === null && right === null) return undefined;
  const x = left ?? (right !== null && b instanceof View ? setOf(itemsOf(a, meter), meter) : null);
  const y = right ?? (left !== null && a instanceof View ? setOf(itemsOf(b, meter), meter) : null);
  if (x === null || y === null) return undefined;
  return SET_OPERATIONS[operator](x, y, meter);
}
