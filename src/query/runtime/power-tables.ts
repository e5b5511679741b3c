// The known logarithms and roots of `power`, each computed when it is first needed: the tables would be larger than the code.

/** Binary digits after the point of the numbers here: some 50 more than two floats hold. */
const DIGITS = 160n;
const ONE = 1n << DIGITS;

export interface LogarithmStep {
  /** `1 / c`, which has nine binary digits. */
  readonly inverse: number;
  /** `log(c)`, in steps of `2 ** -43`, and what remains. */
  readonly log: number;
  readonly logLow: number;
}

export interface RootStep {
  /** `2 ** (index / 128)`, and the part of it that the float does not hold. */
  readonly root: number;
  readonly rootLow: number;
}

const logarithms: LogarithmStep[] = [];
const roots: RootStep[] = [];

/** @param index of one of the 128 steps that begin at the float with the bits 0x3fe6955500000000 */
export function logarithmStep(index: number): LogarithmStep {
  return (logarithms[index] ??= newLogarithmStep(index));
}

/** @param index 0 to 127 */
export function rootStep(index: number): RootStep {
  return (roots[index] ??= newRootStep(index));
}

const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);

function newLogarithmStep(index: number): LogarithmStep {
  const bound = (at: number): number => {
    bits[0] = (0x3fe69555n << 32n) + (BigInt(at) << 45n);
    return float[0] ?? 0;
  };
  const center = (bound(index) + bound(index + 1)) / 2;
  const numerator = center < 1 ? Math.round(128 / center) * 2 : Math.round(256 / center);
  const exact = -logarithmOf256ths(BigInt(numerator));
  const unit = ONE >> 43n;
  const units = (exact + (unit >> 1n)) / unit - (exact + (unit >> 1n) < 0n ? 1n : 0n);
  return { inverse: numerator / 256, log: Number(units) * 2 ** -43, logLow: toFloat(exact - units * unit) };
}

/** log(n / 256) = 2 * atanh((n - 256) / (n + 256)) */
function logarithmOf256ths(n: bigint): bigint {
  const ratio = ((n - 256n) * ONE) / (n + 256n);
  const square = (ratio * ratio) >> DIGITS;
  let sum = 0n;
  let term = ratio;
  for (let divisor = 1n; term !== 0n && term !== -1n; divisor += 2n) {
    sum += term / divisor;
    term = (term * square) >> DIGITS;
  }
  return 2n * sum;
}

/** 2 ** (1 / 2), 2 ** (1 / 4), to 2 ** (1 / 128). */
let rootsOfTwo: readonly bigint[] | undefined;

function newRootsOfTwo(): readonly bigint[] {
  let root = 2n * ONE;
  return Array.from({ length: 7 }, () => (root = squareRoot(root << DIGITS)));
}

function newRootStep(index: number): RootStep {
  const exact = (rootsOfTwo ??= newRootsOfTwo()).reduce(
    (product, root, at) => (((index << at) & 64) === 0 ? product : (product * root) >> DIGITS),
    ONE,
  );
  const root = toFloat(exact);
  return { root, rootLow: toFloat(((exact - BigInt(root * 2 ** 52) * (ONE >> 52n)) << DIGITS) / exact) };
}

/** The whole part of the root, by Newton's method from above. */
function squareRoot(value: bigint): bigint {
  let root = 1n << BigInt((value.toString(16).length * 4 + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

const toFloat = (value: bigint): number => Number(value) * 2 ** -Number(DIGITS);
