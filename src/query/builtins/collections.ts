import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { applyBinary } from '../runtime/arithmetic.js';
import { codePointsOf } from '../runtime/code-points.js';
import { itemsOf, len } from '../runtime/collections.js';
import { isTrue, ordered } from '../runtime/comparisons.js';
import { integerOf } from '../runtime/numbers.js';
import { Range } from '../runtime/objects.js';
import { type RuntimeValue, Stream, Tuple, View, describeKind, isList, isMapping } from '../runtime/runtime-value.js';
import { type Builtins, type Call, integerArgument, takes, takesNamed, withNamed } from '../signature.js';
import { collected } from './conversions.js';

function size(value: RuntimeValue, meter: Meter): number {
  const length = len(value, meter);
  if (length === null)
    throw new EvaluationFault(
      'type',
      `${describeKind(value)} has no length`,
      value === null ? 'a field that may be `None` needs a default: `len(x or [])`' : null,
    );
  return length;
}

function some(value: RuntimeValue, wanted: boolean, meter: Meter): boolean {
  for (const item of itemsOf(value, meter)) {
    meter.spend(1);
    if (isTrue(item, meter) === wanted) return true;
  }
  return false;
}

function sum(value: RuntimeValue, start: RuntimeValue, meter: Meter): RuntimeValue {
  if (typeof start === 'string')
    throw new EvaluationFault('type', '`sum()` does not join strings', "use `''.join(xs)`");
  let total: RuntimeValue = start;
  for (const item of itemsOf(value, meter)) {
    meter.spend(1);
    total = applyBinary('+', total, item, meter);
  }
  return total;
}

/** Like Python's, it compares with `<` alone and is stable, also in reverse. */
function sorted(value: RuntimeValue, reverse: boolean, { meter, key }: Call): RuntimeValue[] {
  const items = collected(value, meter);
  meter.spend(items.length * Math.ceil(Math.log2(items.length + 1)));
  const keyed = items.map((item) => ({ item, key: key === null ? item : key(item) }));
  if (reverse) keyed.reverse();
  keyed.sort((a, b) => (ordered('<', a.key, b.key, meter) ? -1 : ordered('<', b.key, a.key, meter) ? 1 : 0));
  if (reverse) keyed.reverse();
  return keyed.map(({ item }) => item);
}

function reversed(value: RuntimeValue, meter: Meter): RuntimeValue {
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
    throw new EvaluationFault(
      'type',
      `${describeKind(value)} cannot be reversed`,
      'make it a list first: `reversed(list(x))`',
    );
  }
  const items = typeof value === 'string' ? [...codePointsOf(value, meter)] : collected(value, meter);
  return new Stream('reversed', items.reverse().values());
}

function* numbered(
  items: Iterable<RuntimeValue>,
  start: RuntimeValue,
  meter: Meter,
): Generator<RuntimeValue, undefined> {
  let number = start;
  for (const item of items) {
    meter.spend(1);
    yield new Tuple([number, item]);
    number = applyBinary('+', number, 1, meter);
  }
}

function* zipped(
  iterators: readonly Iterator<RuntimeValue>[],
  strict: boolean,
  meter: Meter,
): Generator<RuntimeValue, undefined> {
  while (iterators.length > 0) {
    const row: RuntimeValue[] = [];
    for (const [i, iterator] of iterators.entries()) {
      meter.spend(1);
      const next = iterator.next();
      if (next.done !== true) row.push(next.value);
      else if (strict && (i > 0 || iterators.slice(1).some((other) => other.next().done !== true)))
        throw new EvaluationFault('value', 'the arguments of `zip()` have different lengths');
      else return;
    }
    yield new Tuple(row);
  }
}

function range([first, second, third]: readonly (RuntimeValue | undefined)[]): Range {
  const bounds = second === undefined ? [0, first, 1] : [first, second, third ?? 1];
  const [start = 0, stop = 0, step = 1] = bounds.map((bound) => integerArgument(bound, 'range'));
  if (step === 0) throw new EvaluationFault('value', 'the step of `range()` cannot be 0');
  if (![start, stop, step].every(Number.isSafeInteger))
    throw new EvaluationFault('overflow', 'the bounds of `range()` are too large');
  return new Range(start, stop, step);
}

function* itemByItem(value: RuntimeValue, meter: Meter): Generator<RuntimeValue, undefined> {
  yield* itemsOf(value, meter);
}

/** An argument that the signature requires. */
const given = (value: RuntimeValue | undefined): RuntimeValue => value ?? null;

export const collectionFunctions: Builtins = {
  len: { signature: takes(1), run: ([value], { meter }) => size(given(value), meter) },
  any: { signature: takes(1), run: ([value], { meter }) => some(given(value), true, meter) },
  all: { signature: takes(1), run: ([value], { meter }) => !some(given(value), false, meter) },
  sum: {
    signature: takesNamed(1, null, 'start'),
    run: ([value, start = 0], { meter }) => sum(given(value), start, meter),
  },
  sorted: {
    signature: withNamed(takes(1), 'reverse', 'key'),
    run: ([value, reverse, key], call) => {
      checkKey(key);
      if (reverse !== undefined && integerOf(reverse) === null)
        throw new EvaluationFault('type', '`reverse` of `sorted()` is `True` or `False`');
      return sorted(given(value), reverse !== undefined && isTrue(reverse, call.meter), call);
    },
  },
  reversed: { signature: takes(1), run: ([value], { meter }) => reversed(given(value), meter) },
  enumerate: {
    signature: takesNamed(1, 'iterable', 'start'),
    run: ([value, start], { meter }) => {
      const first = start === undefined ? 0 : integerOf(start);
      if (first === null) throw new EvaluationFault('type', '`enumerate()` starts at an integer');
      return new Stream('enumerate', numbered(iterable(given(value), meter), first, meter));
    },
  },
  zip: {
    signature: null,
    run: (values, { meter, named }) => {
      for (const name of named.keys())
        if (name !== 'strict') throw new EvaluationFault('type', `\`zip()\` takes no argument \`${name}\``);
      const strict = isTrue(named.get('strict') ?? false, meter);
      const iterators = values.map((value) => iterable(given(value), meter)[Symbol.iterator]());
      return new Stream('zip', zipped(iterators, strict, meter));
    },
  },
  range: { signature: takes(1, 3), run: range },
};

/** The items of a value; one that has none fails here, not when the first item is read. */
function iterable(value: RuntimeValue, meter: Meter): Iterable<RuntimeValue> {
  const items = itemsOf(value, meter);
  return typeof items === 'string' ? itemByItem(value, meter) : items;
}

export function checkKey(key: RuntimeValue | undefined): void {
  if (key !== undefined && key !== null)
    throw new EvaluationFault(
      'type',
      `\`key\` is a function, not ${describeKind(key)}`,
      'name one without brackets: `key=len`, `key=semver`',
    );
}
