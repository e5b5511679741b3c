import { CalendarDate, Timestamp } from '../../values/dates.js';
import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { codePointLength, codePointsOf, hasNoSurrogates } from './code-points.js';
import { getKey } from './collections.js';
import { clockOf, microsecondOf } from './dates.js';
import { fromHost } from './from-host.js';
import { floatOf, floatValue, integerOf } from './numbers.js';
import { Duration, Image, Range, SemanticVersion } from './objects.js';
import { type RuntimeValue, Slice, Tuple, describeKind, isList, isMapping } from './runtime-value.js';

/** The result for a key that a mapping lacks: no fault, since a missing field may count as `None`. */
export const MISSING: unique symbol = Symbol('missing');

/**
 * `value[key]`, or MISSING where a mapping has no such key.
 * @throws EvaluationFault where Python has another error
 */
export function subscript(value: RuntimeValue, key: RuntimeValue, meter: Meter): RuntimeValue | typeof MISSING {
  if (isMapping(value)) {
    const found = getKey(value, key, meter);
    return found === undefined ? MISSING : found;
  }
  if (typeof value === 'string')
    return key instanceof Slice ? slicedText(value, key, meter) : characterAt(value, key, meter);
  if (isList(value))
    return key instanceof Slice
      ? sliced(value, key, meter).map(fromHost)
      : fromHost(value[indexIn(value.length, key, value)]);
  if (value instanceof Tuple)
    return key instanceof Slice
      ? new Tuple(sliced(value.items, key, meter))
      : fromHost(value.items[indexIn(value.items.length, key, value)]);
  if (value instanceof Range)
    return key instanceof Slice ? slicedRange(value, key) : value.at(indexIn(value.length, key, value));
  throw new EvaluationFault(
    'type',
    `${describeKind(value)} has no \`[…]\``,
    value === null ? 'a field that may be `None` needs a default: `(x or {})`' : null,
  );
}

function characterAt(text: string, key: RuntimeValue, meter: Meter): string {
  const characters = hasNoSurrogates(text, meter) ? text : codePointsOf(text, meter);
  return characters[indexIn(characters.length, key, text)] ?? '';
}

function indexIn(length: number, key: RuntimeValue, value: RuntimeValue): number {
  const integer = integerOf(key);
  if (integer === null)
    throw new EvaluationFault('type', `${describeKind(value)} is indexed by an integer, not by ${describeKind(key)}`);
  const index = Number(integer) < 0 ? Number(integer) + length : Number(integer);
  if (index < 0 || index >= length)
    throw new EvaluationFault(
      'missing-index',
      `${describeKind(value)} of ${length} has no item ${integer}`,
      'a slice such as `[:1]` is never out of range',
    );
  return index;
}

interface Bounds {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

/** Python's `slice.indices(length)`. */
function boundsOf(slice: Slice, length: number): Bounds {
  const step = boundOf(slice.step) ?? 1;
  if (step === 0) throw new EvaluationFault('value', 'the step of a slice cannot be 0');
  const lowest = step < 0 ? -1 : 0;
  const highest = step < 0 ? length - 1 : length;
  const clamp = (bound: number | null, missing: number): number => {
    if (bound === null) return missing;
    return Math.min(Math.max(bound < 0 ? bound + length : bound, lowest), highest);
  };
  return {
    start: clamp(boundOf(slice.lower), step < 0 ? highest : 0),
    stop: clamp(boundOf(slice.upper), step < 0 ? lowest : length),
    step,
  };
}

function boundOf(bound: RuntimeValue): number | null {
  if (bound === null) return null;
  const integer = integerOf(bound);
  if (integer === null)
    throw new EvaluationFault('type', `a slice goes from integer to integer, not to ${describeKind(bound)}`);
  return Number(integer);
}

function sliced<T>(items: readonly T[], slice: Slice, meter: Meter): T[] {
  const { start, stop, step } = boundsOf(slice, items.length);
  if (step === 1) {
    meter.collection(Math.max(0, stop - start));
    return items.slice(start, Math.max(start, stop));
  }
  meter.collection(Math.max(0, Math.ceil((stop - start) / step)));
  const result: T[] = [];
  for (let i = start; step > 0 ? i < stop : i > stop; i += step) {
    const item = items[i];
    if (item !== undefined) result.push(item);
  }
  return result;
}

function slicedText(text: string, slice: Slice, meter: Meter): string {
  const whole = hasNoSurrogates(text, meter);
  const { start, stop, step } = boundsOf(slice, whole ? text.length : codePointLength(text, meter));
  if (step === 1 && whole) return text.slice(start, Math.max(start, stop));
  meter.characters(text.length);
  return sliced(codePointsOf(text, meter), slice, meter).join('');
}

function slicedRange(range: Range, slice: Slice): Range {
  const { start, stop, step } = boundsOf(slice, range.length);
  return new Range(range.at(start), range.at(stop), range.step * step);
}

type Attributes<Self> = Readonly<Record<string, (self: Self, meter: Meter) => RuntimeValue>>;

const integerAttributes: Attributes<number | bigint> = {
  real: (n) => n,
  imag: () => 0,
  numerator: (n) => n,
  denominator: () => 1,
};
const floatAttributes: Attributes<number> = { real: floatValue, imag: () => floatValue(0) };
const dateAttributes: Attributes<CalendarDate> = { year: (d) => d.year, month: (d) => d.month, day: (d) => d.day };
const timestampAttributes: Attributes<Timestamp> = {
  year: (t) => clockOf(t).getUTCFullYear(),
  month: (t) => clockOf(t).getUTCMonth() + 1,
  day: (t) => clockOf(t).getUTCDate(),
  hour: (t) => clockOf(t).getUTCHours(),
  minute: (t) => clockOf(t).getUTCMinutes(),
  second: (t) => clockOf(t).getUTCSeconds(),
  microsecond: (t) => microsecondOf(t),
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
  version: (i, meter) => {
    if (i.tag === null) return null;
    meter.version(i.tag.length);
    return SemanticVersion.parse(i.tag);
  },
};

function attribute<Self>(
  attributes: Attributes<Self>,
  self: Self,
  name: string,
  meter: Meter,
): RuntimeValue | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name]?.(self, meter) : undefined;
}

/** An attribute of a value other than a mapping, or undefined if its kind has none of that name. */
export function attributeOf(value: RuntimeValue, name: string, meter: Meter): RuntimeValue | undefined {
  const integer = integerOf(value);
  if (integer !== null) return attribute(integerAttributes, integer, name, meter);
  const float = floatOf(value);
  if (float !== null) return attribute(floatAttributes, float, name, meter);
  if (value instanceof CalendarDate) return attribute(dateAttributes, value, name, meter);
  if (value instanceof Timestamp) return attribute(timestampAttributes, value, name, meter);
  if (value instanceof Duration) return attribute(durationAttributes, value, name, meter);
  if (value instanceof Range) return attribute(rangeAttributes, value, name, meter);
  if (value instanceof SemanticVersion) return attribute(versionAttributes, value, name, meter);
  return value instanceof Image ? attribute(imageAttributes, value, name, meter) : undefined;
}
