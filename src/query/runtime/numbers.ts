import { Float } from '../../values/value.js';
import { Fault } from '../errors.js';
import type { Datum } from './datum.js';

/** A whole number, in `number` wherever that is exact. */
export type Whole = number | bigint;

/** The whole number of an integer or a boolean; null for everything else. */
export function wholeOf(value: Datum): Whole | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'bigint' ? value : null;
}

/** The number of a float, null for everything else. */
export function floatOf(value: Datum): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? null : value;
  return value instanceof Float ? value.value : null;
}

/** The number of an integer, boolean or float, to compare with others; null for everything else. */
export function numberOf(value: Datum): Whole | null {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value instanceof Float ? value.value : null;
}

/**
 * The same number as a float.
 * @throws Fault for an integer beyond the largest float
 */
export function toFloat(number: Whole): number {
  const value = Number(number);
  if (!Number.isFinite(value) && typeof number === 'bigint')
    throw new Fault('overflow', 'an integer is too large for a float');
  return value;
}

/** A float as a value: `1.0` stays apart from `1`. */
export function floatDatum(value: number): number | Float {
  // Not a number gets an identity, by which `x in [x]` finds it, as it does in Python.
  return Number.isSafeInteger(value) || Number.isNaN(value) ? new Float(value) : value;
}

/** A whole number as a value. */
export function wholeDatum(value: Whole): number | bigint {
  if (typeof value === 'number') return value + 0;
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

/** Binary digits of a whole number, sign left aside. */
export function bitLength(value: Whole): number {
  if (value === 0) return 0;
  if (typeof value === 'number') {
    const size = Math.abs(value);
    const high = Math.floor(size / 0x100000000);
    return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(size);
  }
  const hex = (value < 0n ? -value : value).toString(16);
  return (hex.length - 1) * 4 + parseInt(hex.charAt(0), 16).toString(2).length;
}

/** Rounds half to even, as Python does. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
