import { CalendarDate, Timestamp } from '../../values/dates.js';
import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { codePointLength, sliceCodePoints } from './code-points.js';
import { strftime } from './dates.js';
import { floatDigits, grouped, integerDigits, spendDigits } from './number-digits.js';
import { floatOf, integerOf, toFloat } from './numbers.js';
import { type RuntimeValue, describeKind } from './runtime-value.js';
import { str } from './str.js';

const FLOAT_TYPES = 'eEfFgG%';

/**
 * `format(value, spec)`, which is what `{value:spec}` in an f-string does.
 * @throws EvaluationFault for a format that the value's kind does not support
 */
export function formatValue(value: RuntimeValue, spec: string, meter: Meter): string {
  if (spec === '') return str(value, meter);
  if (value instanceof CalendarDate || value instanceof Timestamp) return strftime(value, spec, meter);
  const integer = integerOf(value);
  const float = floatOf(value);
  if (typeof value !== 'string' && integer === null && float === null)
    throw new EvaluationFault(
      'type',
      `${describeKind(value)} takes no format`,
      'turn it into a string first: `str(x)`',
    );
  meter.scan(spec.length);
  const format = parseFormat(spec);
  meter.string(Math.max(format.width, format.precision ?? 0));
  if (typeof value === 'string') return formatString(value, format, spec, meter);
  if (float !== null) return formatFloat(float, format, spec, meter);
  return formatInteger(integer ?? 0, format, spec, meter);
}

function formatString(value: string, format: FormatSpec, spec: string, meter: Meter): string {
  if (
    (format.type ?? 's') !== 's' ||
    format.sign !== null ||
    format.positiveZero ||
    format.alternate ||
    format.grouping !== null ||
    format.align === '='
  )
    throw invalidFormat(spec);
  const text = format.precision === null ? value : sliceCodePoints(value, 0, format.precision, meter);
  return padded('', text, format, '<', meter);
}

function formatInteger(value: number | bigint, format: FormatSpec, spec: string, meter: Meter): string {
  const type = format.type ?? 'd';
  if (FLOAT_TYPES.includes(type)) return formatFloat(toFloat(value), format, spec, meter);
  if (format.precision !== null || format.positiveZero) throw invalidFormat(spec);
  if (type === 'c') return formatCharacter(value, format, spec, meter);
  if (
    !'bdnoxX'.includes(type) ||
    (format.grouping !== null && (type === 'n' || (format.grouping === ',' && type !== 'd')))
  )
    throw invalidFormat(spec);
  const { prefix, digits } = integerDigits(value, type, meter);
  return paddedNumber(
    signOf(value < 0, format),
    format.alternate ? prefix : '',
    digits,
    format,
    type === 'd' || type === 'n' ? 3 : 4,
    meter,
  );
}

function formatCharacter(value: number | bigint, format: FormatSpec, spec: string, meter: Meter): string {
  if (format.sign !== null || format.alternate || format.grouping !== null) throw invalidFormat(spec);
  if (value < 0 || value > 0x10ffff) throw new EvaluationFault('overflow', 'no character has this number');
  return padded('', String.fromCodePoint(Number(value)), format, '<', meter);
}

function formatFloat(value: number, format: FormatSpec, spec: string, meter: Meter): string {
  const type = format.type;
  if (type !== null && type !== 'n' && !FLOAT_TYPES.includes(type)) throw invalidFormat(spec);
  if (type === 'n' && format.grouping !== null) throw invalidFormat(spec);
  spendDigits(format.precision, meter);
  const digits = floatDigits(value, type, format.precision, format.alternate);
  const isZero = !/^[^eE]*[1-9a-df-zA-DF-Z]/.test(digits);
  const negative = (value < 0 || Object.is(value, -0)) && !(format.positiveZero && isZero);
  // `inf` and `nan` have no digits to group, nor the zeros before them.
  const shown = Number.isFinite(value) ? format : { ...format, grouping: null };
  return paddedNumber(signOf(negative, format), '', digits, shown, 3, meter);
}

function signOf(negative: boolean, format: FormatSpec): string {
  if (negative) return '-';
  return format.sign === null || format.sign === '-' ? '' : format.sign;
}

function paddedNumber(
  sign: string,
  prefix: string,
  digits: string,
  format: FormatSpec,
  group: number,
  meter: Meter,
): string {
  const zeros = format.fill === null && format.align === null && format.zero;
  const byZero = zeros || ((format.fill ?? (format.zero ? '0' : ' ')) === '0' && format.align === '=');
  // Zeros that pad are grouped with the digits: `{1234:010,}` is `00,001,234`.
  meter.characters(digits.length);
  const text =
    format.grouping === null
      ? digits
      : grouped(digits, format.grouping, group, byZero ? format.width - sign.length - prefix.length : 0);
  return padded(sign + prefix, text, format, zeros ? '=' : '>', meter);
}

function padded(sign: string, text: string, format: FormatSpec, usual: '<' | '>' | '=', meter: Meter): string {
  const missing = Math.max(0, format.width - sign.length - codePointLength(text, meter));
  const fill = format.fill ?? (format.zero ? '0' : ' ');
  switch (format.align ?? usual) {
    case '<':
      return sign + text + fill.repeat(missing);
    case '>':
      return fill.repeat(missing) + sign + text;
    case '=':
      return sign + fill.repeat(missing) + text;
    case '^':
      return fill.repeat(Math.floor(missing / 2)) + sign + text + fill.repeat(Math.ceil(missing / 2));
  }
}

/** A format specification such as `>10,.2f`, parsed. */
interface FormatSpec {
  readonly fill: string | null;
  readonly align: '<' | '>' | '=' | '^' | null;
  readonly sign: '+' | '-' | ' ' | null;
  /** `z`: a negative zero loses its sign after rounding. */
  readonly positiveZero: boolean;
  readonly alternate: boolean;
  readonly zero: boolean;
  readonly width: number;
  readonly grouping: ',' | '_' | null;
  readonly precision: number | null;
  readonly type: string | null;
}

const SPEC =
  /^(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[+\- ])?(?<z>z)?(?<alternate>#)?(?<zero>0)?(?<width>\d+)?(?<grouping>[_,])?(?:\.(?<precision>\d+))?(?<type>.)?$/su;

/** @throws EvaluationFault for an invalid specification */
function parseFormat(spec: string): FormatSpec {
  const groups = SPEC.exec(spec)?.groups;
  if (groups === undefined) throw invalidFormat(spec);
  const { fill, align, sign, z, alternate, zero, width, grouping, precision, type } = groups;
  return {
    fill: fill ?? null,
    align: align === '<' || align === '>' || align === '=' || align === '^' ? align : null,
    sign: sign === '+' || sign === '-' || sign === ' ' ? sign : null,
    positiveZero: z !== undefined,
    alternate: alternate !== undefined,
    zero: zero !== undefined,
    width: Number(width ?? 0),
    grouping: grouping === ',' || grouping === '_' ? grouping : null,
    precision: precision === undefined ? null : Number(precision),
    type: type ?? null,
  };
}

function invalidFormat(spec: string): EvaluationFault {
  const summary = `\`${spec.slice(0, 40)}\` is no format for this value`;
  return new EvaluationFault('value', summary, 'a format is like `>10`, `05d`, `.2f` or `,`');
}
