const view = new DataView(new ArrayBuffer(8));

/** A finite float without its sign, exactly: `mantissa * 2 ** exponent`. */
function exact(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const raw = Number(bits >> 52n);
  const fraction = bits & 0xfffffffffffffn;
  return raw === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10000000000000n, exponent: raw - 1075 };
}

/** `|value| * 10 ** decimals` as a whole number, from the float's exact value, half to even. JavaScript's own rounds half up. */
export function roundedAt(value: number, decimals: number): bigint {
  const { mantissa, exponent } = exact(value);
  let numerator = mantissa;
  let denominator = 1n;
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  if (decimals >= 0) numerator *= 10n ** BigInt(decimals);
  else denominator *= 10n ** BigInt(-decimals);
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}

/** Python's `f`: digits with so many decimals. */
export function fixed(value: number, decimals: number): string {
  const digits = roundedAt(value, decimals)
    .toString()
    .padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Significant digits, one before the point, and the power of ten that goes with them. */
export function significant(value: number, decimals: number): { readonly digits: string; readonly exponent: number } {
  if (value === 0) return { digits: '0'.repeat(decimals + 1), exponent: 0 };
  let exponent = Number(value.toExponential().split('e')[1] ?? '0');
  let digits = roundedAt(value, decimals - exponent).toString();
  if (digits.length > decimals + 1) {
    exponent += 1;
    digits = roundedAt(value, decimals - exponent).toString();
  }
  return { digits, exponent };
}

/** Python's `e`: `1.5e+00`. */
export function exponential(value: number, decimals: number): string {
  const { digits, exponent } = significant(value, decimals);
  return `${digits.charAt(0)}${decimals > 0 ? `.${digits.slice(1)}` : ''}${exponentText(exponent)}`;
}

/** Python's `g`: so many significant digits, in whichever form is shorter; zeros at the end only with `#`. */
export function general(value: number, precision: number, alternate: boolean): string {
  const wanted = Math.max(1, precision);
  const { digits, exponent } = significant(value, wanted - 1);
  if (exponent < -4 || exponent >= wanted) {
    const rest = alternate ? digits.slice(1) : digits.slice(1).replace(/0+$/, '');
    return `${digits.charAt(0)}${rest === '' && !alternate ? '' : `.${rest}`}${exponentText(exponent)}`;
  }
  const text = fixed(value, wanted - 1 - exponent);
  if (alternate) return text.includes('.') ? text : `${text}.`;
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function exponentText(exponent: number): string {
  return `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** `round(value, decimals)` of a float. */
export function roundedFloat(value: number, decimals: number): number {
  if (!Number.isFinite(value) || decimals > 323) return value;
  if (decimals < -308) return value < 0 ? -0 : 0;
  const rounded = Number(`${roundedAt(value, decimals)}e${-decimals}`);
  return value < 0 || Object.is(value, -0) ? -rounded : rounded;
}
