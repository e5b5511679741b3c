import { Float } from '../../values/value.js';
import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { Duration } from './objects.js';
import { power } from './power.js';
import { type RuntimeValue, describeKind } from './runtime-value.js';

/** A whole number: a `number` wherever that is exact, a `bigint` beyond. */
export type Integer = number | bigint;

/** The value of an integer or a boolean as an integer; null for everything else. */
export function integerOf(value: RuntimeValue): Integer | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'bigint' ? value : null;
}

/** The value of a float; null for everything else. */
export function floatOf(value: RuntimeValue): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? null : value;
  return value instanceof Float ? value.value : null;
}

/** The value of an integer, boolean or float; null for everything else. */
export function numberOf(value: RuntimeValue): Integer | null {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value instanceof Float ? value.value : null;
}

/**
 * The same number as a float.
 * @throws EvaluationFault for an integer beyond the largest float
 */
export function toFloat(number: Integer): number {
  const value = Number(number);
  if (!Number.isFinite(value) && typeof number === 'bigint')
    throw new EvaluationFault('overflow', 'an integer is too large for a float');
  return value;
}

/** A float as a runtime value: `1.0` stays apart from `1`. */
export function floatValue(value: number): number | Float {
  // NaN is an object with an identity, by which `x in [x]` finds it, as in Python.
  return Number.isSafeInteger(value) || Number.isNaN(value) ? new Float(value) : value;
}

/** An integer as a runtime value: a `number` without a negative zero, or a `bigint`. */
export function integerValue(value: Integer): Integer {
  if (typeof value === 'number') return value + 0;
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

/** Binary digits of an integer without its sign. */
export function bitLength(value: Integer): number {
  if (value === 0) return 0;
  if (typeof value === 'number') {
    const size = Math.abs(value);
    const high = Math.floor(size / 0x100000000);
    return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(size);
  }
  const hex = (value < 0n ? -value : value).toString(16);
  return (hex.length - 1) * 4 + parseInt(hex.charAt(0), 16).toString(2).length;
}

/** Charges for a pass over an integer, which may be long. */
export function spendInteger(value: Integer, meter: Meter): void {
  if (typeof value === 'bigint') meter.integer(bitLength(value));
}

/** Rounds half to even, as Python does. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/** Arithmetic of integers; the operands of `**` are within their limit. */
export function integerArithmetic(operator: ArithmeticOperator, a: Integer, b: Integer, meter: Meter): RuntimeValue {
  checkDivisor(operator, b);
  if (operator === '**') return integerPower(a, b, meter);
  if (operator === '/') return floatValue(trueDivision(a, b, meter));
  if (typeof a === 'number' && typeof b === 'number') {
    const quick = safeIntegerArithmetic(operator, a, b);
    // Integers have no negative zero.
    if (Number.isSafeInteger(quick)) return quick + 0;
  }
  meter.integer(operator === '*' ? bitLength(a) + bitLength(b) : Math.max(bitLength(a), bitLength(b)) + 1);
  return integerValue(bigintArithmetic(operator, BigInt(a), BigInt(b)));
}

function safeIntegerArithmetic(operator: '+' | '-' | '*' | '//' | '%', a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '//':
      // The quotient of two safe integers can round up to the next whole number; the remainder is exact.
      return (a - modulo(a, b)) / b;
    case '%':
      return modulo(a, b);
  }
}

function modulo(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

function bigintArithmetic(operator: '+' | '-' | '*' | '//' | '%', a: bigint, b: bigint): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '//':
      return (a - floorMod(a, b)) / b;
    case '%':
      return floorMod(a, b);
  }
}

/** The remainder with the sign of the divisor, as in Python. */
export function floorMod(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

function checkDivisor(operator: ArithmeticOperator, divisor: Integer): void {
  if (divisor === 0 && (operator === '/' || operator === '//' || operator === '%'))
    throw new EvaluationFault('zero-division', 'division by zero');
}

function integerPower(a: Integer, b: Integer, meter: Meter): RuntimeValue {
  if (b < 0) return floatArithmetic('**', toFloat(a), toFloat(b));
  meter.integer(a === 0 || a === 1 || a === -1 ? 1 : Math.ceil(Math.log2(Math.abs(Number(a))) * Number(b)));
  return integerValue(BigInt(a) ** BigInt(b));
}

/** The float nearest to the exact quotient, also of integers that are themselves too large for a float. */
function trueDivision(a: Integer, b: Integer, meter: Meter): number {
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  meter.integer(Math.max(bitLength(a), bitLength(b)));
  const negative = a < 0 !== b < 0;
  const numerator = BigInt(a) < 0n ? -BigInt(a) : BigInt(a);
  const denominator = BigInt(b) < 0n ? -BigInt(b) : BigInt(b);
  // 66 bits of the quotient, the last one set if there is a remainder, round to the right float.
  const shift = 66 - (bitLength(numerator) - bitLength(denominator));
  const scaled = shift >= 0 ? numerator << BigInt(shift) : numerator;
  const divisor = shift >= 0 ? denominator : denominator << BigInt(-shift);
  const quotient = (scaled / divisor) | (scaled % divisor === 0n ? 0n : 1n);
  const value = timesPowerOfTwo(Number(quotient), -shift);
  if (!Number.isFinite(value)) throw new EvaluationFault('overflow', 'the quotient is too large for a float');
  return negative ? -value : value;
}

function timesPowerOfTwo(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}

export function floatArithmetic(operator: ArithmeticOperator, a: number, b: number): RuntimeValue {
  checkDivisor(operator, b);
  switch (operator) {
    case '+':
      return floatValue(a + b);
    case '-':
      return floatValue(a - b);
    case '*':
      return floatValue(a * b);
    case '/':
      return floatValue(a / b);
    case '//':
      return floatValue(floorDivide(a, b).quotient);
    case '%':
      return floatValue(floorDivide(a, b).rest);
    case '**':
      return floatValue(floatPower(a, b));
  }
}

/** CPython's `float_divmod`: the remainder has the sign of the divisor, and the quotient matches it. */
function floorDivide(a: number, b: number): { readonly quotient: number; readonly rest: number } {
  let rest = a % b;
  let division = (a - rest) / b;
  if (rest === 0) rest = b < 0 ? -0 : 0;
  else if (b < 0 !== rest < 0) {
    rest += b;
    division -= 1;
  }
  if (division === 0) return { quotient: a / b < 0 || Object.is(a / b, -0) ? -0 : 0, rest };
  const floor = Math.floor(division);
  return { quotient: division - floor > 0.5 ? floor + 1 : floor, rest };
}

function floatPower(a: number, b: number): number {
  if (b === 0 || a === 1) return 1;
  if (a === -1 && Math.abs(b) === Infinity) return 1;
  if (a === 0 && b < 0 && b !== -Infinity)
    throw new EvaluationFault('zero-division', 'zero cannot be raised to a negative power');
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b)) {
    throw new EvaluationFault('value', 'a negative number to a fractional power is no real number');
  }
  if (a === 0 || !Number.isFinite(a) || !Number.isFinite(b)) return a ** b;
  const size = power(Math.abs(a), b);
  if (size === Infinity) throw new EvaluationFault('overflow', 'the power is too large for a float');
  return a < 0 && b % 2 !== 0 ? -size : size;
}

/** `-x`, `+x` and `~x`. */
export function applyUnary(operator: '-' | '+' | '~', value: RuntimeValue, meter: Meter): RuntimeValue {
  const integer = integerOf(value);
  if (integer !== null) {
    meter.integer(bitLength(integer));
    if (operator === '+') return integer;
    return integerValue(operator === '-' ? -integer : ~BigInt(integer));
  }
  const float = floatOf(value);
  if (float !== null && operator !== '~') return floatValue(operator === '-' ? -float : float);
  if (value instanceof Duration && operator !== '~')
    return operator === '-' ? new Duration(-value.microseconds) : value;
  const hint = value === null ? 'a field that may be `None` needs a default: `(x or 0)`' : null;
  throw new EvaluationFault('type', `\`${operator}\` needs a number, not ${describeKind(value)}`, hint);
}
