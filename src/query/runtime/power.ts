import { fusedMultiplyAdd } from './fused-multiply-add.js';
import { logarithmStep, rootStep } from './power-tables.js';

// Python's `**` is the C library's `pow`; V8's `**` has another last bit in one result of ten. This is the algorithm of
// glibc since 2.28, on a processor with fused multiply-add (S. Nagy, Arm Optimized Routines): the logarithm of the base as
// two floats, times the exponent, and the exponential of that. It errs by 0.52 of the last bit at most. To err where it
// does, each operation is the same and in the same order, and so are the coefficients.

/** `base ** exponent` of a positive base, both finite. Infinity where it overflows. */
export function power(base: number, exponent: number): number {
  if (base === 1 || Math.abs(exponent) < LEAST_EXPONENT) return 1;
  if (Math.abs(exponent) >= MOST_EXPONENT) return base > 1 === exponent > 0 ? Infinity : 0;
  const { high, low } = logarithm(base);
  const product = exponent * high;
  return exponential(product, fusedMultiplyAdd(exponent, low, fusedMultiplyAdd(exponent, high, -product)));
}

/** A smaller exponent leaves 1 of any base. */
const LEAST_EXPONENT = 2 ** -65;
/** With a larger one, any base but 1 is beyond all floats. */
const MOST_EXPONENT = 2 ** 63;

/** Of `log(1 + r)` from `r ** 3` on, each scaled by the power of two that its term is divided by. */
const LOGARITHM = [
  -0.6666666666666679, 0.5000000000000007, 0.7999999995323976, -0.6666666663487739, -1.142909628459501,
  1.0000415263675542,
] as const;
/** `log(2)` in two parts, the first so short that its multiples are exact. */
const LOG_2 = [0.6931471805598903, 5.497923018708371e-14] as const;

/** The logarithm of a positive float: `k * log(2) + log(c) + log(z / c)`, with a `c` near `z` whose logarithm is known. */
function logarithm(value: number): { readonly high: number; readonly low: number } {
  const { k, z, index } = reduced(value);
  const { inverse, log, logLow } = logarithmStep(index);
  const r = fusedMultiplyAdd(z, inverse, -1);
  const known = k * LOG_2[0] + log;
  const sum = known + r;
  const half = -0.5 * r;
  const square = r * half;
  const high = sum + square;
  const [a, b, c, d, e, f] = LOGARITHM;
  const inner = fusedMultiplyAdd(square, fusedMultiplyAdd(r, f, e), fusedMultiplyAdd(r, d, c));
  const series = fusedMultiplyAdd(square, inner, fusedMultiplyAdd(r, b, a));
  const lost =
    fusedMultiplyAdd(k, LOG_2[1], logLow) +
    (known - sum + r) +
    fusedMultiplyAdd(half, r, -square) +
    (sum - high + square);
  const rest = fusedMultiplyAdd(r * square, series, lost);
  const result = high + rest;
  return { high: result, low: high - result + rest };
}

const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);

/** The bits of the least `z`, about 0.706: from there to its double lie 128 steps of equally many floats. */
const LEAST_Z = 0x3fe69555n << 32n;

/** A positive float as `2 ** k * z`, and the step that `z` is in. */
function reduced(value: number): { readonly k: number; readonly z: number; readonly index: number } {
  const subnormal = value < 2 ** -1022;
  float[0] = subnormal ? value * 2 ** 52 : value;
  const all = bits[0] ?? 0n;
  const distance = Number((all - LEAST_Z) >> 45n);
  const k = distance >> 7;
  bits[0] = all - (BigInt(k) << 52n);
  return { k: subnormal ? k - 52 : k, z: float[0], index: distance & 127 };
}

/** 128 / log(2), and log(2) / 128 in two parts. */
const STEPS_PER_UNIT = 184.6649652337873;
const STEP = [-0.005415212348111709, -1.2864023111638346e-14] as const;
/** A float to which only a whole number can be added. */
const ROUNDER = 1.5 * 2 ** 52;
/** Of `exp(r)` from `r ** 2` on. */
const EXPONENTIAL = [0.49999999999996786, 0.16666666666665886, 0.0416666808410674, 0.008333335853059549] as const;

/** `exp(high + low)`: `2 ** (n / 128) * exp(r)`. */
function exponential(high: number, low: number): number {
  if (Math.abs(high) < 2 ** -54) return 1;
  if (Math.abs(high) >= 1024) return high > 0 ? Infinity : 0;
  const n = fusedMultiplyAdd(STEPS_PER_UNIT, high, ROUNDER) - ROUNDER;
  const r = fusedMultiplyAdd(n, STEP[1], fusedMultiplyAdd(n, STEP[0], high)) + low;
  const { root, rootLow } = rootStep(n & 127);
  const square = r * r;
  const [a, b, c, d] = EXPONENTIAL;
  const short = fusedMultiplyAdd(square, fusedMultiplyAdd(r, b, a), rootLow + r);
  const growth = fusedMultiplyAdd(square * square, fusedMultiplyAdd(r, d, c), short);
  const exponent = n >> 7;
  if (high <= -512) return shrunken(root, growth, exponent);
  const half = exponent >> 1;
  return fusedMultiplyAdd(root, growth, root) * 2 ** half * 2 ** (exponent - half);
}

/** `2 ** exponent * (root + root * growth)` where that may be subnormal. */
function shrunken(root: number, growth: number, exponent: number): number {
  const scale = root * 2 ** (exponent + 1022);
  const added = scale * growth;
  const value = scale + added;
  return (value < 1 ? roundedAsSubnormal(value, scale - value + added) : value) * 2 ** -1022;
}

/** `value + lost`, less than 1, rounded to the last bit of 1: to round twice could give a neighbour. */
function roundedAsSubnormal(value: number, lost: number): number {
  const sum = 1 + value;
  return sum + (1 - sum + value + lost) - 1;
}
