import { Fault } from '../errors.js';
import { type Meter, exceeded } from '../run/meter.js';
import type { Datum } from './datum.js';
import { floatArithmetic } from './floats.js';
import { type Whole, bitLength, floatDatum, toFloat, wholeDatum } from './numbers.js';

type Operator = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/** Whole numbers: in `number` while that is exact, in `bigint` beyond. */
export function wholeArithmetic(operator: Operator, a: Whole, b: Whole, meter: Meter): Datum {
  if (b === 0 && (operator === '/' || operator === '//' || operator === '%'))
    throw new Fault('zero-division', 'division by zero');
  if (operator === '**') return power(a, b, meter);
  if (operator === '/') return floatDatum(trueDivision(a, b));
  if (typeof a === 'number' && typeof b === 'number') {
    const quick = small(operator, a, b);
    // Zero has no sign among whole numbers.
    if (Number.isSafeInteger(quick)) return quick + 0;
  }
  meter.integer(operator === '*' ? bitLength(a) + bitLength(b) : Math.max(bitLength(a), bitLength(b)) + 1);
  return wholeDatum(large(operator, BigInt(a), BigInt(b)));
}

function small(operator: '+' | '-' | '*' | '//' | '%', a: number, b: number): number {
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

function large(operator: '+' | '-' | '*' | '//' | '%', a: bigint, b: bigint): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '//': {
      const quotient = a / b;
      return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
    }
    case '%': {
      const rest = a % b;
      return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
    }
  }
}

function power(a: Whole, b: Whole, meter: Meter): Datum {
  const most = meter.limits.powerOperand;
  if (a > most || a < -most || b > most || b < -most)
    throw exceeded('powerOperand', `a side of \`**\` is beyond ${most}`);
  if (b < 0) return floatArithmetic('**', toFloat(a), toFloat(b));
  meter.integer(a === 0 || a === 1 || a === -1 ? 1 : Math.ceil(Math.log2(Math.abs(Number(a))) * Number(b)));
  const quick = Number(a) ** Number(b);
  return Number.isSafeInteger(quick) ? quick + 0 : wholeDatum(BigInt(a) ** BigInt(b));
}

/** The float next to the exact quotient, also where the two numbers themselves are too long for a float. */
function trueDivision(a: Whole, b: Whole): number {
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  const negative = a < 0 !== b < 0;
  const numerator = BigInt(a) < 0n ? -BigInt(a) : BigInt(a);
  const denominator = BigInt(b) < 0n ? -BigInt(b) : BigInt(b);
  // 66 digits of the quotient, the last one set where there is a remainder, round to the right float.
  const shift = 66 - (bitLength(numerator) - bitLength(denominator));
  const scaled = shift >= 0 ? numerator << BigInt(shift) : numerator;
  const divisor = shift >= 0 ? denominator : denominator << BigInt(-shift);
  const quotient = (scaled / divisor) | (scaled % divisor === 0n ? 0n : 1n);
  const value = scale(Number(quotient), -shift);
  if (!Number.isFinite(value)) throw new Fault('overflow', 'the quotient is too large for a float');
  return negative ? -value : value;
}

function scale(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}
