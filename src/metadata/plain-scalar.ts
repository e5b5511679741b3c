import { CalendarDate, Timestamp, utcDate } from '../values/dates.js';
import { Float, type Scalar } from '../values/value.js';
import { METADATA_LIMITS } from './result.js';

/** The kinds of a plain scalar in YAML 1.1; the patterns are PyYAML's where the two differ. */
export type ScalarKind = ValueKind | 'merge' | 'value';

/** The kinds that have a value; `<<` (merge) and `=` (value) have none outside the key of a mapping. */
export type ValueKind = 'string' | 'null' | 'boolean' | 'integer' | 'float' | 'timestamp';

/** The value of a plain scalar without a tag, or undefined if PyYAML finds none. */
export function resolvePlain(text: string): Scalar | undefined {
  const kind = implicitKind(text);
  return kind === 'merge' || kind === 'value' ? undefined : scalarOfKind(kind, text);
}

const WORDS: ReadonlyMap<string, ScalarKind> = new Map<string, ScalarKind>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, 'null'] as const),
  ...['yes', 'Yes', 'YES', 'no', 'No', 'NO', 'true', 'True', 'TRUE'].map((word) => [word, 'boolean'] as const),
  ...['false', 'False', 'FALSE', 'on', 'On', 'ON', 'off', 'Off', 'OFF'].map((word) => [word, 'boolean'] as const),
  ['<<', 'merge'],
  ['=', 'value'],
]);
const LONGEST_WORD = 5;

/** The kind of a plain scalar without a tag. */
export function implicitKind(text: string): ScalarKind {
  const first = text.charCodeAt(0);
  // `+`, `-`, `.` and the digits; nothing else starts a number or a date.
  if (first === 0x2b || first === 0x2d || first === 0x2e || (first >= 0x30 && first <= 0x39)) return numericKind(text);
  return text.length > LONGEST_WORD ? 'string' : (WORDS.get(text) ?? 'string');
}

// An exponent needs a dot before it and a sign: `1e3` is a string to PyYAML.
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const INTEGER =
  /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const TIMESTAMP =
  /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$/;

function numericKind(text: string): ScalarKind {
  if (INTEGER.test(text)) return 'integer';
  if (FLOAT.test(text)) return 'float';
  return TIMESTAMP.test(text) ? 'timestamp' : 'string';
}

/** The value of a text as one kind, or undefined if it has none: February 30th, `0b_`, `!!int abc`. */
export function scalarOfKind(kind: ValueKind, text: string): Scalar | undefined {
  switch (kind) {
    case 'string':
      return text;
    case 'null':
      return null;
    case 'boolean':
      return parseBoolean(text);
    case 'integer':
      return parseInteger(text);
    case 'float':
      return parseFloatingPoint(text);
    case 'timestamp':
      return parseTimestamp(text);
  }
}

/** `!!bool` takes any mix of cases. */
function parseBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  if (lower === 'yes' || lower === 'true' || lower === 'on') return true;
  return lower === 'no' || lower === 'false' || lower === 'off' ? false : undefined;
}

/** The common integers, which JavaScript converts exactly. */
const SMALL_DECIMAL = /^(?:0|[1-9][0-9]{0,14})$/;
const DECIMAL = /^[0-9]+$/;
const OCTAL = /^[0-7]+$/;
const BINARY = /^[01]+$/;
const HEXADECIMAL = /^[0-9a-fA-F]+$/;
const SEXAGESIMAL = /^[0-9]+(?::[0-9]+)+$/;

/** A YAML 1.1 `!!int`: `017`, `0x1F`, `0b1`, `1_000`, `190:20:30`. */
function parseInteger(source: string): number | bigint | undefined {
  if (SMALL_DECIMAL.test(source)) return Number(source);
  const text = source.replaceAll('_', '');
  const isNegative = text.startsWith('-');
  const magnitude = parseMagnitude(isNegative || text.startsWith('+') ? text.slice(1) : text);
  if (magnitude === undefined) return undefined;
  const integer = isNegative ? -magnitude : magnitude;
  return Number.isSafeInteger(Number(integer)) ? Number(integer) : integer;
}

function parseMagnitude(text: string): bigint | undefined {
  if (text === '0') return 0n;
  if (text.startsWith('0b')) return BINARY.test(text.slice(2)) ? BigInt(text) : undefined;
  if (text.startsWith('0x')) return HEXADECIMAL.test(text.slice(2)) ? BigInt(text) : undefined;
  if (text.startsWith('0')) return OCTAL.test(text) ? BigInt(`0o${text}`) : undefined;
  // Converting decimal digits, or multiplying base-60 ones, takes quadratic time.
  if (text.length > METADATA_LIMITS.integerDigits) return undefined;
  if (DECIMAL.test(text)) return BigInt(text);
  if (!SEXAGESIMAL.test(text)) return undefined;
  return text.split(':').reduce((total, part) => total * 60n + BigInt(part), 0n);
}

const PYTHON_FLOAT = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?$/;
const PYTHON_INFINITE = /^[+-]?(?:inf(?:inity)?|nan)$/;

/** A YAML 1.1 `!!float`: `1.5`, `.5`, `.inf`, `190:20:30.15`. Integral ones are wrapped, to differ from integers. */
function parseFloatingPoint(source: string): number | Float | undefined {
  const text = source.replaceAll('_', '').toLowerCase();
  const magnitude = parseFloatMagnitude(/^[+-]/.test(text) ? text.slice(1) : text);
  if (magnitude === undefined) return undefined;
  const float = text.startsWith('-') ? -magnitude : magnitude;
  return Number.isSafeInteger(float) ? new Float(float) : float;
}

function parseFloatMagnitude(text: string): number | undefined {
  if (text === '.inf') return Infinity;
  if (text === '.nan') return NaN;
  if (text.includes(':')) return parseSexagesimalFloat(text);
  return parsePythonFloat(text);
}

/** Adds the last part first, as PyYAML does: floating-point sums depend on their order. */
function parseSexagesimalFloat(text: string): number | undefined {
  let total = 0;
  let base = 1;
  for (const part of text.split(':').reverse()) {
    const digit = parsePythonFloat(part);
    if (digit === undefined) return undefined;
    total += digit * base;
    base *= 60;
  }
  return total;
}

/** What Python's `float()` accepts, in lower case. */
function parsePythonFloat(text: string): number | undefined {
  if (PYTHON_FLOAT.test(text)) return Number(text);
  if (!PYTHON_INFINITE.test(text)) return undefined;
  if (text.endsWith('nan')) return NaN;
  return text.startsWith('-') ? -Infinity : Infinity;
}

const TIMESTAMP_PARTS =
  /^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})(?:(?:[Tt]|[ \t]+)(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(?:\.(?<fraction>[0-9]*))?(?:[ \t]*(?<zone>Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)?$/;

/** A YAML 1.1 `!!timestamp`; undefined if it is not in the calendar or on the clock. */
function parseTimestamp(text: string): CalendarDate | Timestamp | undefined {
  const parts = TIMESTAMP_PARTS.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day)];
  if (!isCalendarDay(year, month, day)) return undefined;
  if (parts.hour === undefined) return new CalendarDate(year, month, day);
  const [hour, minute, second] = [Number(parts.hour), Number(parts.minute), Number(parts.second)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const zone = parseZone(parts.zone);
  if (zone === undefined) return undefined;
  const seconds = utcDate(year, month, day).getTime() / 1000 + hour * 3600 + minute * 60 + second;
  const fraction = (parts.fraction ?? '').slice(0, 6).padEnd(6, '0');
  return new Timestamp(BigInt(seconds) * 1_000_000n + BigInt(fraction), zone);
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const date = utcDate(year, month, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Minutes east of UTC, null without a zone, undefined for an offset of a day or more. */
function parseZone(zone: string | undefined): number | null | undefined {
  if (zone === undefined) return null;
  if (zone === 'Z') return 0;
  const [hours, minutes] = zone.slice(1).split(':');
  const offset = Number(hours) * 60 + Number(minutes ?? 0);
  if (offset >= 24 * 60) return undefined;
  return zone.startsWith('-') ? -offset : offset;
}
