const SPLITTER = 2 ** 27 + 1;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
const [LOW, HIGH] = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? ([0, 1] as const) : ([1, 0] as const);

/**
 * `a * b + c` with one rounding, which JavaScript does not have: the product and the sum are each computed as a float and
 * its error, and the errors are added so that the last rounding is the only one (S. Boldo and G. Melquiond, "Emulation of
 * a FMA and correctly rounded sums", 2008). For operands whose products neither overflow nor underflow.
 */
export function fusedMultiplyAdd(a: number, b: number, c: number): number {
  const aHigh = upperHalf(a);
  const bHigh = upperHalf(b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  const product = a * b;
  const productError = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);

  const middle = c + productError;
  const middleError = errorOfSum(c, productError, middle);
  const sum = product + middle;
  const sumError = errorOfSum(product, middle, sum);
  return sum + addedToOdd(middleError, sumError);
}

/** The 26 upper bits of a float (T. J. Dekker, 1971). */
function upperHalf(value: number): number {
  const scaled = SPLITTER * value;
  return scaled - (scaled - value);
}

/** What `sum = a + b` lost (D. E. Knuth). */
function errorOfSum(a: number, b: number, sum: number): number {
  const bPart = sum - a;
  return a - (sum - bPart) + (b - bPart);
}

/** `a + b`; an inexact sum is the one of its two neighbours whose last bit is 1, so that it decides no tie later. */
function addedToOdd(a: number, b: number): number {
  const sum = a + b;
  const error = errorOfSum(a, b, sum);
  if (error === 0) return sum;
  float[0] = sum;
  const low = words[LOW] ?? 0;
  if ((low & 1) === 1) return sum;
  if (error > 0 === sum > 0) words[LOW] = low + 1;
  else {
    words[LOW] = low - 1;
    if (low === 0) words[HIGH] = (words[HIGH] ?? 0) - 1;
  }
  return float[0];
}
