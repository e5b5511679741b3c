import { CalendarDate, Timestamp, utcDate } from '../../values/dates.js';

const TIMESTAMP =
  /^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})(?:(?:[Tt]|[ \t]+)(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(?:\.(?<fraction>[0-9]*))?(?:[ \t]*(?<zone>Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)?$/;

/** The date or time that a YAML 1.1 `!!timestamp` means; undefined where it names no day of the calendar or time of it. */
export function parseTimestamp(text: string): CalendarDate | Timestamp | undefined {
  const parts = TIMESTAMP.exec(text)?.groups;
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

/** Minutes east of UTC, null where there is no zone, undefined for an offset of a day or more. */
function parseZone(zone: string | undefined): number | null | undefined {
  if (zone === undefined) return null;
  if (zone === 'Z') return 0;
  const [hours, minutes] = zone.slice(1).split(':');
  const offset = Number(hours) * 60 + Number(minutes ?? 0);
  if (offset >= 24 * 60) return undefined;
  return zone.startsWith('-') ? -offset : offset;
}
