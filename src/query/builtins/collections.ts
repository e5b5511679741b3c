import { Fault } from '../errors.js';
import { wholeArgument } from '../methods/arguments.js';
import { takes, takesNamed } from '../methods/signature.js';
import type { Meter } from '../run/meter.js';
import { calculate } from '../runtime/arithmetic.js';
import { codePointsOf } from '../runtime/codepoints.js';
import { type Datum, described, isList, isMapping } from '../runtime/datum.js';
import { itemsOf, sizeOfDatum } from '../runtime/iteration.js';
import { wholeOf } from '../runtime/numbers.js';
import { ordered } from '../runtime/order.js';
import { Range } from '../runtime/range.js';
import { Stream, Tuple, View } from '../runtime/structures.js';
import { isTrue } from '../runtime/truth.js';
import { collected } from './conversions.js';
import type { Builtins, Call } from './function.js';

function size(value: Datum): number {
  const length = sizeOfDatum(value);
  if (length === null)
    throw new Fault(
      'type',
      `${described(value)} has no length`,
      value === null ? 'a field that may be `None` needs a default: `len(x or [])`' : null,
    );
  return length;
}

function some(value: Datum, wanted: boolean, meter: Meter): boolean {
  for (const item of itemsOf(value)) {
    meter.spend(1);
    if (isTrue(item) === wanted) return true;
  }
  return false;
}

function sum(value: Datum, start: Datum, meter: Meter): Datum {
  if (typeof start === 'string') throw new Fault('type', '`sum()` does not join strings', "use `''.join(xs)`");
  let total: Datum = start;
  for (const item of itemsOf(value)) {
    meter.spend(1);
    total = calculate('+', total, item, meter);
  }
  return total;
}

/** Python compares with `<` alone, and keeps the order of equal items, also backwards. */
function sorted(value: Datum, reverse: boolean, { meter, key }: Call): Datum[] {
  const items = collected(value, meter);
  meter.spend(items.length * Math.ceil(Math.log2(items.length + 1)));
  const keyed = items.map((item) => ({ item, key: key === null ? item : key(item) }));
  if (reverse) keyed.reverse();
  keyed.sort((a, b) => (ordered('<', a.key, b.key, meter) ? -1 : ordered('<', b.key, a.key, meter) ? 1 : 0));
  if (reverse) keyed.reverse();
  return keyed.map(({ item }) => item);
}

function reversed(value: Datum, meter: Meter): Datum {
  if (
    value instanceof Stream ||
    !(
      typeof value === 'string' ||
      isList(value) ||
      value instanceof Tuple ||
      value instanceof Range ||
      value instanceof View ||
      isMapping(value)
    )
  ) {
    throw new Fault('type', `${described(value)} cannot be reversed`, 'make it a list first: `reversed(list(x))`');
  }
  const items = typeof value === 'string' ? [...codePointsOf(value)] : collected(value, meter);
  return new Stream<Datum>('reversed', items.reverse().values());
}

function* numbered(items: Iterable<Datum>, start: Datum, meter: Meter): Generator<Datum, undefined> {
  let number = start;
  for (const item of items) {
    meter.spend(1);
    yield new Tuple<Datum>([number, item]);
    number = calculate('+', number, 1, meter);
  }
}

function* zipped(iterators: readonly Iterator<Datum>[], strict: boolean, meter: Meter): Generator<Datum, undefined> {
  while (iterators.length > 0) {
    const row: Datum[] = [];
    for (const [i, iterator] of iterators.entries()) {
      meter.spend(1);
      const next = iterator.next();
      if (next.done !== true) row.push(next.value);
      else if (strict && (i > 0 || iterators.slice(1).some((other) => other.next().done !== true)))
        throw new Fault('value', 'the arguments of `zip()` have different lengths');
      else return;
    }
    yield new Tuple<Datum>(row);
  }
}

function range([first, second, third]: readonly (Datum | undefined)[]): Range {
  const bounds = second === undefined ? [0, first, 1] : [first, second, third ?? 1];
  const [start = 0, stop = 0, step = 1] = bounds.map((bound) => wholeArgument(bound, 'range'));
  if (step === 0) throw new Fault('value', 'the step of `range()` cannot be 0');
  if (![start, stop, step].every(Number.isSafeInteger))
    throw new Fault('overflow', 'the bounds of `range()` are too large');
  return new Range(start, stop, step);
}

function* itemByItem(value: Datum): Generator<Datum, undefined> {
  yield* itemsOf(value);
}

/** An argument that the signature has made sure of. */
const given = (value: Datum | undefined): Datum => value ?? null;

export const collections: Builtins = {
  len: { signature: takes(1), run: ([value]) => size(given(value)) },
  any: { signature: takes(1), run: ([value], { meter }) => some(given(value), true, meter) },
  all: { signature: takes(1), run: ([value], { meter }) => !some(given(value), false, meter) },
  sum: {
    signature: takesNamed(1, null, 'start'),
    run: ([value, start = 0], { meter }) => sum(given(value), start, meter),
  },
  sorted: {
    signature: takesNamed(1, null, 'reverse', 'key'),
    run: ([value, reverse, key], call) => {
      checkKey(key);
      if (reverse !== undefined && wholeOf(reverse) === null)
        throw new Fault('type', '`reverse` of `sorted()` is `True` or `False`');
      return sorted(given(value), reverse !== undefined && isTrue(reverse), call);
    },
  },
  reversed: { signature: takes(1), run: ([value], { meter }) => reversed(given(value), meter) },
  enumerate: {
    signature: takesNamed(1, 'iterable', 'start'),
    run: ([value, start], { meter }) => {
      const first = start === undefined ? 0 : wholeOf(start);
      if (first === null) throw new Fault('type', '`enumerate()` starts at an integer');
      return new Stream<Datum>('enumerate', numbered(iterable(given(value)), first, meter));
    },
  },
  zip: {
    signature: null,
    run: (values, { meter, named }) => {
      for (const name of named.keys())
        if (name !== 'strict') throw new Fault('type', `\`zip()\` takes no argument \`${name}\``);
      const strict = isTrue(named.get('strict') ?? false);
      const iterators = values.map((value) => iterable(given(value))[Symbol.iterator]());
      return new Stream<Datum>('zip', zipped(iterators, strict, meter));
    },
  },
  range: { signature: takes(1, 3), run: range },
};

/** The items of a value, with the error for one that has none told now and not when the first is wanted. */
function iterable(value: Datum): Iterable<Datum> {
  const items = itemsOf(value);
  return typeof items === 'string' ? itemByItem(value) : items;
}

export function checkKey(key: Datum | undefined): void {
  if (key !== undefined && key !== null)
    throw new Fault(
      'type',
      `\`key\` is a function, not ${described(key)}`,
      'name one without brackets: `key=len`, `key=semver`',
    );
}
