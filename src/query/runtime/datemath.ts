import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Fault } from '../errors.js';
import type { Datum } from './datum.js';
import { Duration } from './duration.js';
import { instantOf } from './equality.js';
import { floatDatum, wholeDatum, wholeOf } from './numbers.js';

/** Dates, timestamps and durations; undefined where there is no such operation. */
export function dateArithmetic(operator: '+' | '-' | '*' | '/' | '//', a: Datum, b: Datum): Datum | undefined {
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
    throw new Fault('type', 'cannot subtract a timestamp with a zone and one without');
  return new Duration(instantOf(a) - instantOf(b));
}

function moved(value: Datum, microseconds: bigint): Datum | undefined {
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
    throw new Fault('overflow', 'a date is outside the years 1 to 9999');
  return value;
}

function multiplied(a: Datum, b: Datum): Datum | undefined {
  const [duration, factor] = a instanceof Duration ? [a, wholeOf(b)] : [b, wholeOf(a)];
  return duration instanceof Duration && factor !== null
    ? new Duration(duration.microseconds * BigInt(factor))
    : undefined;
}

function divided(operator: '/' | '//', a: Datum, b: Datum): Datum | undefined {
  if (!(a instanceof Duration) || !(b instanceof Duration)) return undefined;
  if (b.microseconds === 0n) throw new Fault('zero-division', 'division by zero');
  if (operator === '/') return floatDatum(Number(a.microseconds) / Number(b.microseconds));
  const quotient = a.microseconds / b.microseconds;
  return wholeDatum(
    a.microseconds % b.microseconds !== 0n && a.microseconds < 0n !== b.microseconds < 0n ? quotient - 1n : quotient,
  );
}
