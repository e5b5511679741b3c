import type { Meter } from '../run/meter.js';
import { exponential, fixed, general } from './decimal.js';
import { floatText, wholeText } from './text.js';

/** The digits of a whole number without its sign, and what `#` puts before them. */
export function wholeDigits(
  value: number | bigint,
  type: string,
  meter: Meter,
): { readonly prefix: string; readonly digits: string } {
  if (type === 'd' || type === 'n') return { prefix: '', digits: wholeText(value < 0 ? -value : value, meter) };
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
      return precision === null ? floatText(size) : plain(size, precision, alternate);
    default:
      return general(size, precision ?? 6, alternate);
  }
}

/** The format without a type is like `g`, but keeps a digit after the point and switches to an exponent one digit earlier. */
function plain(size: number, precision: number, alternate: boolean): string {
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
