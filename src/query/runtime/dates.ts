import { CalendarDate, Timestamp, utcDate } from '../../values/dates.js';
import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { instantOf } from './comparisons.js';
import { floatValue, integerOf, integerValue } from './numbers.js';
import { Duration } from './objects.js';
import type { RuntimeValue } from './runtime-value.js';

/** Dates, timestamps and durations; undefined where there is no such operation. */
export function dateArithmetic(
  operator: '+' | '-' | '*' | '/' | '//',
  a: RuntimeValue,
  b: RuntimeValue,
): RuntimeValue | undefined {
  if (operator === '*') return multiplied(a, b);
  if (operator === '/' || operator === '//') return divided(operator, a, b);
  if (operator === '-' && a instanceof CalendarDate && b instanceof CalendarDate)
    return new Duration(microsecondsOf(a) - microsecondsOf(b));
  if (operator === '-' && a instanceof Timestamp && b instanceof Timestamp) return between(a, b);
  if (b instanceof Duration) return moved(a, operator === '+' ? b.microseconds : -b.microseconds);
  return operator === '+' && a instanceof Duration ? moved(b, a.microseconds) : undefined;
}

function microsecondsOf(date: CalendarDate): bigint {
  return BigInt(date.toDate().getTime()) * 1000n;
}

function between(a: Timestamp, b: Timestamp): Duration {
  if ((a.offsetMinutes === null) !== (b.offsetMinutes === null))
    throw new EvaluationFault('type', 'cannot subtract a timestamp with a zone and one without');
  return new Duration(instantOf(a) - instantOf(b));
}

function moved(value: RuntimeValue, microseconds: bigint): RuntimeValue | undefined {
  if (value instanceof Duration) return new Duration(value.microseconds + microseconds);
  if (value instanceof Timestamp)
    return checked(
      new Timestamp(value.microseconds + microseconds, value.offsetMinutes),
      value.microseconds + microseconds,
    );
  if (!(value instanceof CalendarDate)) return undefined;
  const days = new Duration(microseconds).days;
  const date = new Date(value.toDate().getTime() + days * 86_400_000);
  return checked(
    new CalendarDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()),
    BigInt(date.getTime()) * 1000n,
  );
}

const FIRST = -62_135_596_800_000_000n;
const LAST = 253_402_300_800_000_000n;

function checked<T>(value: T, microseconds: bigint): T {
  if (microseconds < FIRST || microseconds >= LAST)
    throw new EvaluationFault('overflow', 'a date is outside the years 1 to 9999');
  return value;
}

function multiplied(a: RuntimeValue, b: RuntimeValue): RuntimeValue | undefined {
  const [duration, factor] = a instanceof Duration ? [a, integerOf(b)] : [b, integerOf(a)];
  return duration instanceof Duration && factor !== null
    ? new Duration(duration.microseconds * BigInt(factor))
    : undefined;
}

function divided(operator: '/' | '//', a: RuntimeValue, b: RuntimeValue): RuntimeValue | undefined {
  if (!(a instanceof Duration) || !(b instanceof Duration)) return undefined;
  if (b.microseconds === 0n) throw new EvaluationFault('zero-division', 'division by zero');
  if (operator === '/') return floatValue(Number(a.microseconds) / Number(b.microseconds));
  const quotient = a.microseconds / b.microseconds;
  return integerValue(
    a.microseconds % b.microseconds !== 0n && a.microseconds < 0n !== b.microseconds < 0n ? quotient - 1n : quotient,
  );
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');

/** The clock of a date or timestamp, as a UTC Date whose fields are those that the text shows. */
export function clockOf(value: CalendarDate | Timestamp): Date {
  return value instanceof CalendarDate ? value.toDate() : new Timestamp(value.microseconds, null).toDate();
}

function dayOfYear(clock: Date): number {
  return Math.floor((clock.getTime() - utcDate(clock.getUTCFullYear(), 1, 1).getTime()) / 86_400_000) + 1;
}

/** The ISO week that holds a date, and the year that the week belongs to. */
function isoWeek(clock: Date): { readonly year: number; readonly week: number } {
  const weekday = clock.getUTCDay() === 0 ? 7 : clock.getUTCDay();
  const thursday = new Date(clock.getTime() + (4 - weekday) * 86_400_000);
  return { year: thursday.getUTCFullYear(), week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1 };
}

/** What a `%` letter stands for, in English; a letter that is not here stays as it is. */
function directive(letter: string, clock: Date, value: CalendarDate | Timestamp): string | null {
  const hour = clock.getUTCHours();
  const offset = value instanceof Timestamp ? value.offsetMinutes : null;
  switch (letter) {
    case 'Y':
      return String(clock.getUTCFullYear());
    case 'y':
      return pad(clock.getUTCFullYear() % 100);
    case 'm':
      return pad(clock.getUTCMonth() + 1);
    case 'd':
      return pad(clock.getUTCDate());
    case 'e':
      return String(clock.getUTCDate()).padStart(2);
    case 'H':
      return pad(hour);
    case 'I':
      return pad(hour % 12 === 0 ? 12 : hour % 12);
    case 'p':
      return hour < 12 ? 'AM' : 'PM';
    case 'M':
      return pad(clock.getUTCMinutes());
    case 'S':
      return pad(clock.getUTCSeconds());
    case 'f':
      return pad(
        value instanceof Timestamp ? Number(((value.microseconds % 1_000_000n) + 1_000_000n) % 1_000_000n) : 0,
        6,
      );
    case 'j':
      return pad(dayOfYear(clock), 3);
    case 'A':
      return DAYS[clock.getUTCDay()] ?? null;
    case 'a':
      return DAYS[clock.getUTCDay()]?.slice(0, 3) ?? null;
    case 'B':
      return MONTHS[clock.getUTCMonth()] ?? null;
    case 'b':
    case 'h':
      return MONTHS[clock.getUTCMonth()]?.slice(0, 3) ?? null;
    case 'w':
      return String(clock.getUTCDay());
    case 'u':
      return String(clock.getUTCDay() === 0 ? 7 : clock.getUTCDay());
    case 'G':
      return String(isoWeek(clock).year);
    case 'V':
      return pad(isoWeek(clock).week);
    case 'U':
      return pad(Math.floor((dayOfYear(clock) + 6 - clock.getUTCDay()) / 7));
    case 'W':
      return pad(Math.floor((dayOfYear(clock) + 6 - ((clock.getUTCDay() + 6) % 7)) / 7));
    case 'F':
      return `${clock.getUTCFullYear()}-${pad(clock.getUTCMonth() + 1)}-${pad(clock.getUTCDate())}`;
    case 'T':
      return `${pad(hour)}:${pad(clock.getUTCMinutes())}:${pad(clock.getUTCSeconds())}`;
    case 'R':
      return `${pad(hour)}:${pad(clock.getUTCMinutes())}`;
    case 'D':
      return `${pad(clock.getUTCMonth() + 1)}/${pad(clock.getUTCDate())}/${pad(clock.getUTCFullYear() % 100)}`;
    case 'z':
      return offset === null
        ? ''
        : `${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60))}${pad(Math.abs(offset) % 60)}`;
    case 'Z':
      return offset === null
        ? ''
        : offset === 0
          ? 'UTC'
          : `UTC${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60))}:${pad(Math.abs(offset) % 60)}`;
    case '%':
      return '%';
    case 'n':
      return '\n';
    case 't':
      return '\t';
    default:
      return null;
  }
}

/** `value.strftime(format)`, which is also what a format in an f-string does for a date. */
export function strftime(value: CalendarDate | Timestamp, format: string, meter: Meter): string {
  meter.string(format.length * 10);
  const clock = clockOf(value);
  return format.replace(/%(.)/gsu, (whole, letter: string) => directive(letter, clock, value) ?? whole);
}
