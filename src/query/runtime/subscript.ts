import { Fault } from '../errors.js';
import type { Meter } from '../run/meter.js';
import { adopt } from './adopt.js';
import { codePointsOf, isSimple } from './codepoints.js';
import { type Datum, type Slice as SliceDatum, described, isList, isMapping } from './datum.js';
import { get } from './mappings.js';
import { wholeOf } from './numbers.js';
import { Range } from './range.js';
import { Slice, Tuple } from './structures.js';

/** A key that a mapping does not have: kept apart from other faults, since a missing field may count as `None`. */
export const MISSING: unique symbol = Symbol('missing');

/**
 * `value[key]`, or MISSING where a mapping has no such key.
 * @throws Fault where Python has another error
 */
export function subscript(value: Datum, key: Datum, meter: Meter): Datum | typeof MISSING {
  if (isMapping(value)) {
    const found = get(value, key);
    return found === undefined ? MISSING : found;
  }
  if (typeof value === 'string') return key instanceof Slice ? slicedText(value, key, meter) : characterAt(value, key);
  if (isList(value))
    return key instanceof Slice
      ? sliced(value, key, meter).map(adopt)
      : adopt(value[indexIn(value.length, key, value)]);
  if (value instanceof Tuple)
    return key instanceof Slice
      ? new Tuple<Datum>(sliced(value.items, key, meter))
      : adopt(value.items[indexIn(value.items.length, key, value)]);
  if (value instanceof Range)
    return key instanceof Slice ? slicedRange(value, key) : value.at(indexIn(value.length, key, value));
  throw new Fault(
    'type',
    `${described(value)} has no \`[…]\``,
    value === null ? 'a field that may be `None` needs a default: `(x or {})`' : null,
  );
}

function characterAt(text: string, key: Datum): string {
  const characters = isSimple(text) ? text : codePointsOf(text);
  return characters[indexIn(characters.length, key, text)] ?? '';
}

function indexIn(length: number, key: Datum, value: Datum): number {
  const whole = wholeOf(key);
  if (whole === null) throw new Fault('type', `${described(value)} is indexed by an integer, not by ${described(key)}`);
  const index = Number(whole) < 0 ? Number(whole) + length : Number(whole);
  if (index < 0 || index >= length)
    throw new Fault(
      'missing-index',
      `${described(value)} of ${length} has no item ${whole}`,
      'a slice such as `[:1]` is never out of range',
    );
  return index;
}

interface Bounds {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

/** Where a slice starts, stops and steps in a sequence of so many items. */
export function boundsOf(slice: SliceDatum, length: number): Bounds {
  const step = boundOf(slice.step) ?? 1;
  if (step === 0) throw new Fault('value', 'the step of a slice cannot be 0');
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

function boundOf(bound: Datum): number | null {
  if (bound === null) return null;
  const whole = wholeOf(bound);
  if (whole === null) throw new Fault('type', `a slice goes from integer to integer, not to ${described(bound)}`);
  return Number(whole);
}

function sliced<T>(items: readonly T[], slice: SliceDatum, meter: Meter): T[] {
  const { start, stop, step } = boundsOf(slice, items.length);
  if (step === 1) {
    meter.collection(Math.max(0, stop - start));
    return items.slice(start, Math.max(start, stop));
  }
  const result: T[] = [];
  for (let i = start; step > 0 ? i < stop : i > stop; i += step) {
    const item = items[i];
    if (item !== undefined) result.push(item);
  }
  meter.collection(result.length);
  return result;
}

function slicedText(text: string, slice: SliceDatum, meter: Meter): string {
  meter.spend(1 + (text.length >> 8));
  const { start, stop, step } = boundsOf(slice, isSimple(text) ? text.length : codePointsOf(text).length);
  if (step === 1 && isSimple(text)) return text.slice(start, Math.max(start, stop));
  meter.characters(text.length);
  return sliced(codePointsOf(text), slice, meter).join('');
}

function slicedRange(range: Range, slice: SliceDatum): Range {
  const { start, stop, step } = boundsOf(slice, range.length);
  return new Range(range.at(start), range.at(stop), range.step * step);
}
