import { type Meter, exceeded } from '../meter.js';
import { bitLength } from './numbers.js';

/** Decimal digits of an integer. Like Python, it refuses very long ones, since writing them takes quadratic time. */
export function integerText(value: number | bigint, meter: Meter): string {
  // A decimal digit is log2(10) = 3.32 bits: only between the two estimates must the digits be counted.
  if (typeof value !== 'bigint') return String(value);
  const bits = bitLength(value);
  meter.digits(Math.min(Math.ceil(bits / 3.3), 2 * meter.limits.digits));
  if (bits > meter.limits.digits * 3.3) {
    const text = bits > meter.limits.digits * 3.4 ? null : String(value);
    if (text === null || text.replace('-', '').length > meter.limits.digits)
      throw exceeded('digits', `an integer of more than ${meter.limits.digits} digits would be turned into a string`);
    return text;
  }
  return String(value);
}

/** The shortest digits that round-trip, in Python's form: `1.0`, `1e+16`, `1e-05`, `inf`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [mantissa = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 16) {
    const plain =
      exponent < 0 ? value.toFixed(Math.min(100, mantissa.replace(/[-.]/g, '').length - 1 - exponent)) : String(value);
    return plain.includes('.') ? plain : `${plain}.0`;
  }
  return `${mantissa}${exponentText(exponent)}`;
}

/** The digits of an integer without its sign, and the prefix that `#` puts before them. */
export function integerDigits(
  value: number | bigint,
  type: string,
  meter: Meter,
): { readonly prefix: string; readonly digits: string } {
  if (type === 'd' || type === 'n') return { prefix: '', digits: integerText(value < 0 ? -value : value, meter) };
  const radix = type === 'b' ? 2 : type === 'o' ? 8 : 16;
  meter.string(Math.ceil(bitLength(value) / Math.log2(radix)));
  const size = BigInt(value) < 0n ? -BigInt(value) : BigInt(value);
  const digits = size.toString(radix);
  return type === 'X' ? { prefix: '0X', digits: digits.toUpperCase() } : { prefix: `0${type}`, digits };
}

/** Counts the work for the digits of a float, which are computed exactly. */
export function spendDigits(precision: number | null, meter: Meter): void {
  const digits = precision ?? 0;
  meter.spend(100 + digits + Math.floor((digits * digits) / 50_000));
}

/** The digits of a float without its sign. @param type of the format; null for a format without a type */
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
      return precision === null ? point(floatText(size)) : untyped(size, precision, alternate);
    default:
      return general(size, precision ?? 6, alternate, Math.max(1, precision ?? 6));
  }
}

/** A format without a type is like `g`, but keeps a digit after the point and uses an exponent one digit earlier. */
function untyped(size: number, precision: number, alternate: boolean): string {
  const text = general(size, precision, alternate, Math.max(1, precision) - 1);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Groups the digits before the point, with leading zeros up to `width`. */
export function grouped(digits: string, separator: string, size: number, width: number): string {
  const [, integer = '', rest = ''] = /^([0-9a-fA-F]*)(.*)$/s.exec(digits.replace(/e[+-]/i, '\n$&')) ?? [];
  const tail = rest.replace('\n', '');
  const room = Math.max(0, width - tail.length);
  // The least number of digits that fill the room with their separators, of which none stands first.
  const padded = room === 0 ? integer : integer.padStart(room - Math.floor((room - 1) / (size + 1)), '0');
  const first = padded.length % size || Math.min(size, padded.length);
  const groups = [padded.slice(0, first)];
  for (let at = first; at < padded.length; at += size) groups.push(padded.slice(at, at + size));
  return groups.join(separator) + tail;
}

const view = new DataView(new ArrayBuffer(8));

/** The exact absolute value of a finite float, as `mantissa * 2 ** exponent`. */
export function exactFloat(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const raw = Number(bits >> 52n);
  const fraction = bits & 0xfffffffffffffn;
  return raw === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10000000000000n, exponent: raw - 1075 };
}

/** `|value| * 10 ** decimals` of the float's exact value, rounded half to even; `toFixed` rounds half up. */
function roundedAt(value: number, decimals: number): bigint {
  const { mantissa, exponent } = exactFloat(value);
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

/** Python's format type `f`. */
function fixed(value: number, decimals: number): string {
  const digits = roundedAt(value, decimals)
    .toString()
    .padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Significant digits, one before the point, and their power of ten. */
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

/** Python's format type `e`: `1.5e+00`. */
function exponential(value: number, decimals: number): string {
  const { digits, exponent } = significant(value, decimals);
  return `${digits.charAt(0)}${decimals > 0 ? `.${digits.slice(1)}` : ''}${exponentText(exponent)}`;
}

/**
 * Python's format type `g`; trailing zeros only with `#`.
 * @param least the power of ten from which on an exponent is written
 */
function general(value: number, precision: number, alternate: boolean, least: number): string {
  const wanted = Math.max(1, precision);
  const { digits, exponent } = significant(value, wanted - 1);
  if (exponent < -4 || exponent >= least) {
    const mantissa = `${digits.charAt(0)}.${digits.slice(1)}`;
    return `${alternate ? mantissa : withoutZeros(mantissa)}${exponentText(exponent)}`;
  }
  const text = fixed(value, wanted - 1 - exponent);
  if (alternate) return text.includes('.') ? text : `${text}.`;
  return withoutZeros(text);
}

/** Without the zeros at the end of a fraction, nor the point before them. Not by a regex, which would go back for each zero. */
function withoutZeros(text: string): string {
  if (!text.includes('.')) return text;
  let end = text.length;
  while (text.charAt(end - 1) === '0') end -= 1;
  return text.slice(0, text.charAt(end - 1) === '.' ? end - 1 : end);
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
