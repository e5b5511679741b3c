import { CalendarDate, Timestamp, utcDate } from '../../values/dates.js';
import type { Meter } from '../run/meter.js';

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
export function isoWeek(clock: Date): { readonly year: number; readonly week: number } {
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
