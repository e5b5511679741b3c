import { CalendarDate, Timestamp, utcDate } from '../../values/dates.js';
import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { bitLength, floatValue, floorMod, integerOf, integerValue } from './numbers.js';
import { Duration, MICROSECONDS_PER_DAY } from './objects.js';
import type { RuntimeValue } from './runtime-value.js';

/** Dates, timestamps and durations; undefined where there is no such operation. */
export function dateArithmetic(
  operator: '+' | '-' | '*' | '/' | '//',
  a: RuntimeValue,
  b: RuntimeValue,
  meter: Meter,
): RuntimeValue | undefined {
  meter.date();
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

/** Microseconds since 1970 in UTC; a timestamp without a zone counts as UTC. */
export function instantOf({ microseconds, offsetMinutes }: Timestamp): bigint {
  return microseconds - BigInt(offsetMinutes ?? 0) * 60_000_000n;
}

function between(a: Timestamp, b: Timestamp): Duration {
  if ((a.offsetMinutes === null) !== (b.offsetMinutes === null))
    throw new EvaluationFault('type', 'cannot subtract a timestamp with a zone and one without');
  return new Duration(instantOf(a) - instantOf(b));
}

/** A duration, date or timestamp so much later; undefined for other values. */
function moved(value: RuntimeValue, microseconds: bigint): RuntimeValue | undefined {
  if (value instanceof Duration) return durationOf(value.microseconds + microseconds);
  if (value instanceof Timestamp)
    return new Timestamp(checkYear(value.microseconds + microseconds), value.offsetMinutes);
  if (!(value instanceof CalendarDate)) return undefined;
  const midnight = checkYear(microsecondsOf(value) + microseconds - floorMod(microseconds, MICROSECONDS_PER_DAY));
  const date = new Date(Number(midnight / 1000n));
  return new CalendarDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** A thousand million days, which is one more than Python's `timedelta` holds. */
const LONGEST_DURATION = 1_000_000_000n * MICROSECONDS_PER_DAY;

function durationOf(microseconds: bigint): Duration {
  if (microseconds < LONGEST_DURATION && microseconds > -LONGEST_DURATION) return new Duration(microseconds);
  throw new EvaluationFault('overflow', 'a duration is longer than 999,999,999 days');
}

const YEAR_1 = -62_135_596_800_000_000n;
const YEAR_10000 = 253_402_300_800_000_000n;

function checkYear(microseconds: bigint): bigint {
  if (microseconds >= YEAR_1 && microseconds < YEAR_10000) return microseconds;
  throw new EvaluationFault('overflow', 'a date is outside the years 1 to 9999');
}

function multiplied(a: RuntimeValue, b: RuntimeValue): RuntimeValue | undefined {
  const [duration, factor] = a instanceof Duration ? [a, integerOf(b)] : [b, integerOf(a)];
  return duration instanceof Duration && factor !== null
    ? durationOf(bitLength(factor) > 128 ? LONGEST_DURATION : duration.microseconds * BigInt(factor))
    : undefined;
}

function divided(operator: '/' | '//', a: RuntimeValue, b: RuntimeValue): RuntimeValue | undefined {
  if (!(a instanceof Duration) || !(b instanceof Duration)) return undefined;
  if (b.microseconds === 0n) throw new EvaluationFault('zero-division', 'division by zero');
  if (operator === '/') return floatValue(Number(a.microseconds) / Number(b.microseconds));
  return integerValue((a.microseconds - floorMod(a.microseconds, b.microseconds)) / b.microseconds);
}

/** The clock time that a date or timestamp shows, as the UTC fields of a Date. */
export function clockOf(value: CalendarDate | Timestamp): Date {
  return value instanceof CalendarDate ? value.toDate() : new Timestamp(value.microseconds, null).toDate();
}

/** Microseconds within the second. */
export function microsecondOf(value: Timestamp): number {
  return Number(floorMod(value.microseconds, 1_000_000n));
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');

function dayOfYear(clock: Date): number {
  return Math.floor((clock.getTime() - utcDate(clock.getUTCFullYear(), 1, 1).getTime()) / 86_400_000) + 1;
}

const isoWeekday = (clock: Date): number => (clock.getUTCDay() === 0 ? 7 : clock.getUTCDay());

/** The Thursday of a date's ISO week, which lies in the year that the week belongs to. */
function isoThursday(clock: Date): Date {
  return new Date(clock.getTime() + (4 - isoWeekday(clock)) * 86_400_000);
}

function zone(value: CalendarDate | Timestamp, separator: string): string {
  const offset = value instanceof Timestamp ? value.offsetMinutes : null;
  if (offset === null) return '';
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}${separator}${pad(size % 60)}`;
}

/** Python's directives, in English: a function, or the directives that one stands for. */
const DIRECTIVES: Readonly<Record<string, string | ((clock: Date, value: CalendarDate | Timestamp) => string)>> = {
  Y: (clock) => String(clock.getUTCFullYear()),
  y: (clock) => pad(clock.getUTCFullYear() % 100),
  m: (clock) => pad(clock.getUTCMonth() + 1),
  d: (clock) => pad(clock.getUTCDate()),
  e: (clock) => String(clock.getUTCDate()).padStart(2),
  H: (clock) => pad(clock.getUTCHours()),
  I: (clock) => pad(((clock.getUTCHours() + 11) % 12) + 1),
  p: (clock) => (clock.getUTCHours() < 12 ? 'AM' : 'PM'),
  M: (clock) => pad(clock.getUTCMinutes()),
  S: (clock) => pad(clock.getUTCSeconds()),
  f: (_clock, value) => pad(value instanceof Timestamp ? microsecondOf(value) : 0, 6),
  j: (clock) => pad(dayOfYear(clock), 3),
  A: (clock) => DAYS[clock.getUTCDay()] ?? '',
  a: (clock) => DAYS[clock.getUTCDay()]?.slice(0, 3) ?? '',
  B: (clock) => MONTHS[clock.getUTCMonth()] ?? '',
  b: (clock) => MONTHS[clock.getUTCMonth()]?.slice(0, 3) ?? '',
  h: '%b',
  w: (clock) => String(clock.getUTCDay()),
  u: (clock) => String(isoWeekday(clock)),
  G: (clock) => String(isoThursday(clock).getUTCFullYear()),
  V: (clock) => pad(Math.floor((dayOfYear(isoThursday(clock)) - 1) / 7) + 1),
  U: (clock) => pad(Math.floor((dayOfYear(clock) + 6 - clock.getUTCDay()) / 7)),
  W: (clock) => pad(Math.floor((dayOfYear(clock) + 7 - isoWeekday(clock)) / 7)),
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  R: '%H:%M',
  D: '%m/%d/%y',
  z: (_clock, value) => zone(value, ''),
  Z: (_clock, value) => {
    const offset = zone(value, ':');
    return offset === '' ? '' : `UTC${offset === '+00:00' ? '' : offset}`;
  },
  '%': () => '%',
  n: '\n',
  t: '\t',
};

/** `value.strftime(format)`, which is also what a format in an f-string does for a date. */
export function strftime(value: CalendarDate | Timestamp, format: string, meter: Meter): string {
  meter.string(format.length * 10);
  meter.characters(format.length);
  const clock = clockOf(value);
  const expand = (text: string): string =>
    text.replace(/%(.)/gsu, (whole, letter: string) => {
      const directive = Object.hasOwn(DIRECTIVES, letter) ? DIRECTIVES[letter] : undefined;
      return typeof directive === 'function'
        ? directive(clock, value)
        : directive === undefined
          ? whole
          : expand(directive);
    });
  return expand(format);
}
