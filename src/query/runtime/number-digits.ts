import type { Meter } from '../meter.js';
import { floatText, integerText } from './str.js';

/** The digits of a whole number without its sign, and what `#` puts before them. */
export function integerDigits(
  value: number | bigint,
  type: string,
  meter: Meter,
): { readonly prefix: string; readonly digits: string } {
  if (type === 'd' || type === 'n') return { prefix: '', digits: integerText(value < 0 ? -value : value, meter) };
  const size = BigInt(value) < 0n ? -BigInt(value) : BigInt(value);
  const radix = type === 'b' ? 2 : type === 'o' ? 8 : 16;
  const digits = size.toString(radix);
  meter.string(digits.length);
  return type === 'X' ? { prefix: '0X', digits: digits.toUpperCase() } : { prefix: `0${type}`, digits };
}

/** Counts the work for the digits of a float, which are calculated exactly. */
export function spendDigits(precision: number | null, meter: Meter): void {
  const digits = precision ?? 0;
  meter.spend(100 + digits + Math.floor((digits * digits) / 50_000));
}

/** The digits of a float without its sign, by the type of a format; null is the format without a type. */
export function floatDigits(value: number, type: string | null, precision: number | null, alternate: boolean): string {
  const size = Math.abs(value);
  const upper = type !== null && 'EFG'.includes(type);
  if (!Number.isFinite(size)) {
    const text = Number.isNaN(size) ? 'nan' : 'inf';
    return (upper ? text.toUpperCase() : text) + (type === '%' ? '%' : '');
  }
  const digits = finiteDigits(size, type?.toLowerCase() ?? null, precision, alternate);
  return upper ? digits.toUpperCase() : digits;
}

function finiteDigits(size: number, type: string | null, precision: number | null, alternate: boolean): string {
  const point = (text: string): string => (alternate && !text.includes('.') ? text.replace(/^\d+/, '$&.') : text);
  switch (type) {
    case 'e':
      return point(exponential(size, precision ?? 6));
    case 'f':
      return point(fixed(size, precision ?? 6));
    case '%':
      return `${point(fixed(size * 100, precision ?? 6))}%`;
    case null:
      return precision === null ? floatText(size) : untyped(size, precision, alternate);
    default:
      return general(size, precision ?? 6, alternate);
  }
}

/** The format without a type is like `g`, but keeps a digit after the point and switches to an exponent one digit earlier. */
function untyped(size: number, precision: number, alternate: boolean): string {
  const text = general(size, precision, alternate);
  if (/[.e]/.test(text)) return text;
  return text.length >= Math.max(1, precision) && size !== 0 ? exponentForm(size, precision) : `${text}.0`;
}

function exponentForm(size: number, precision: number): string {
  const text = exponential(size, Math.max(1, precision) - 1);
  return text.replace(/\.?0*e/, 'e');
}

/** Digits before the point in groups, with zeros in front up to `width`. */
export function grouped(digits: string, separator: string, size: number, width: number): string {
  const [, whole = '', rest = ''] = /^([0-9a-fA-F]*)(.*)$/s.exec(digits.replace(/e[+-]/i, '\n$&')) ?? [];
  const tail = rest.replace('\n', '');
  let text = whole.replace(new RegExp(`\\B(?=(.{${size}})+$)`, 'g'), separator);
  while (text.length + tail.length < width) {
    const lead = text.includes(separator) ? text.indexOf(separator) : text.length;
    text = lead === size ? `0${separator}${text}` : `0${text}`;
  }
  return text + tail;
}

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
function roundedAt(value: number, decimals: number): bigint {
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
function fixed(value: number, decimals: number): string {
  const digits = roundedAt(value, decimals)
    .toString()
    .padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Significant digits, one before the point, and the power of ten that goes with them. */
function significant(value: number, decimals: number): { readonly digits: string; readonly exponent: number } {
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
function exponential(value: number, decimals: number): string {
  const { digits, exponent } = significant(value, decimals);
  return `${digits.charAt(0)}${decimals > 0 ? `.${digits.slice(1)}` : ''}${exponentText(exponent)}`;
}

/** Python's `g`: so many significant digits, in whichever form is shorter; zeros at the end only with `#`. */
function general(value: number, precision: number, alternate: boolean): string {
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
