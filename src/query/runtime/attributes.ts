import { CalendarDate, Timestamp } from '../../values/dates.js';
import type { Datum } from './datum.js';
import { Duration } from './duration.js';
import { Image } from './image.js';
import { floatDatum, floatOf, wholeOf } from './numbers.js';
import { Range } from './range.js';
import { clockOf } from './strftime.js';
import { SemanticVersion } from './version.js';

type Attributes<Self> = Readonly<Record<string, (self: Self) => Datum>>;

const wholeAttributes: Attributes<number | bigint> = {
  real: (n) => n,
  imag: () => 0,
  numerator: (n) => n,
  denominator: () => 1,
};
const floatAttributes: Attributes<number> = { real: floatDatum, imag: () => floatDatum(0) };
const dateAttributes: Attributes<CalendarDate> = { year: (d) => d.year, month: (d) => d.month, day: (d) => d.day };
const timestampAttributes: Attributes<Timestamp> = {
  year: (t) => clockOf(t).getUTCFullYear(),
  month: (t) => clockOf(t).getUTCMonth() + 1,
  day: (t) => clockOf(t).getUTCDate(),
  hour: (t) => clockOf(t).getUTCHours(),
  minute: (t) => clockOf(t).getUTCMinutes(),
  second: (t) => clockOf(t).getUTCSeconds(),
  microsecond: (t) => Number(((t.microseconds % 1_000_000n) + 1_000_000n) % 1_000_000n),
};
const durationAttributes: Attributes<Duration> = {
  days: (d) => d.days,
  seconds: (d) => d.seconds,
  microseconds: (d) => d.fraction,
};
const rangeAttributes: Attributes<Range> = { start: (r) => r.start, stop: (r) => r.stop, step: (r) => r.step };
const versionAttributes: Attributes<SemanticVersion> = {
  major: (v) => v.major,
  minor: (v) => v.minor,
  patch: (v) => v.patch,
  prerelease: (v) => (v.prerelease === '' ? null : v.prerelease),
  build: (v) => (v.build === '' ? null : v.build),
};
const imageAttributes: Attributes<Image> = {
  repository: (i) => i.repository,
  tag: (i) => i.tag,
  digest: (i) => i.digest,
  version: (i) => (i.tag === null ? null : SemanticVersion.read(i.tag)),
};

function read<Self>(attributes: Attributes<Self>, self: Self, name: string): Datum | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name]?.(self) : undefined;
}

/** An attribute of a value that is no mapping, or undefined where its kind has none of that name. */
export function attributeOf(value: Datum, name: string): Datum | undefined {
  const whole = wholeOf(value);
  if (whole !== null) return read(wholeAttributes, whole, name);
  const float = floatOf(value);
  if (float !== null) return read(floatAttributes, float, name);
  if (value instanceof CalendarDate) return read(dateAttributes, value, name);
  if (value instanceof Timestamp) return read(timestampAttributes, value, name);
  if (value instanceof Duration) return read(durationAttributes, value, name);
  if (value instanceof Range) return read(rangeAttributes, value, name);
  if (value instanceof SemanticVersion) return read(versionAttributes, value, name);
  return value instanceof Image ? read(imageAttributes, value, name) : undefined;
}
