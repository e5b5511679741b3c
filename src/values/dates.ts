const pad = (n: number, width = 2): string => String(n).padStart(width, '0');

/** A date without a time, as an unquoted `2024-10-01` in YAML. Years 1 to 9999. */
export class CalendarDate {
  constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {}

  /** `2024-10-01`. */
  toString(): string {
    return `${pad(this.year, 4)}-${pad(this.month)}-${pad(this.day)}`;
  }

  toJSON(): string {
    return this.toString();
  }

  /** Midnight UTC. */
  toDate(): Date {
    return utcDate(this.year, this.month, this.day);
  }
}

/** A date with a time, as an unquoted `2024-10-01T12:30:00Z` in YAML. */
export class Timestamp {
  /**
   * @param microseconds since 1970-01-01T00:00:00 in local time, ignoring the offset
   * @param offsetMinutes east of UTC, or null without a zone
   */
  constructor(
    readonly microseconds: bigint,
    readonly offsetMinutes: number | null,
  ) {}

  /** As Python prints a datetime: `2024-10-01 12:30:00+00:00`, with microseconds only where there are any. */
  toString(): string {
    return this.format(' ');
  }

  /** ISO 8601, with a `T`. */
  toJSON(): string {
    return this.format('T');
  }

  /** The instant, cut to milliseconds; a time without a zone counts as UTC. */
  toDate(): Date {
    const local = this.microseconds - BigInt(this.offsetMinutes ?? 0) * 60_000_000n;
    return new Date(Number(floorDiv(local, 1000n)));
  }

  private format(separator: string): string {
    const clock = new Date(Number(floorDiv(this.microseconds, 1000n)));
    const fraction = Number(((this.microseconds % 1_000_000n) + 1_000_000n) % 1_000_000n);
    const date = `${pad(clock.getUTCFullYear(), 4)}-${pad(clock.getUTCMonth() + 1)}-${pad(clock.getUTCDate())}`;
    const time = `${pad(clock.getUTCHours())}:${pad(clock.getUTCMinutes())}:${pad(clock.getUTCSeconds())}`;
    return `${date}${separator}${time}${fraction === 0 ? '' : `.${pad(fraction, 6)}`}${this.zone()}`;
  }

  private zone(): string {
    if (this.offsetMinutes === null) return '';
    const minutes = Math.abs(this.offsetMinutes);
    return `${this.offsetMinutes < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  }
}

/** Midnight UTC. Unlike `Date.UTC`, takes the years 0 to 99 as they are. */
export function utcDate(year: number, month: number, day: number): Date {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}
