import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import {
  copyOf,
  difference,
  entriesOf,
  getKey,
  intersection,
  isSubset,
  itemsOf,
  mappingOf,
  setLike,
  setOf,
  sizeOf,
  symmetricDifference,
  union,
} from '../runtime/collections.js';
import { identicalOrEqual } from '../runtime/comparisons.js';
import { fromHost } from '../runtime/from-host.js';
import { hashKey } from '../runtime/hash.js';
import { numberOf } from '../runtime/numbers.js';
import type { Range } from '../runtime/objects.js';
import { HashedSet, type List, type Mapping, type RuntimeValue, type Tuple, View } from '../runtime/runtime-value.js';
import { type Method, type Methods, integerArgument, takes } from '../signature.js';

function indexOf(
  items: List,
  [wanted = null, start, stop]: readonly (RuntimeValue | undefined)[],
  meter: Meter,
): number {
  const bound = (value: RuntimeValue | undefined, missing: number): number => {
    const given = integerArgument(value, 'index', missing);
    return Math.max(0, given < 0 ? given + items.length : given);
  };
  const end = Math.min(bound(stop, items.length), items.length);
  for (let i = bound(start, 0); i < end; i += 1) {
    meter.spend(1);
    if (identicalOrEqual(fromHost(items[i]), wanted, meter)) return i;
  }
  throw new EvaluationFault('value', 'the value is not among the items', 'test with `in` first');
}

function countOf(items: List, wanted: RuntimeValue, meter: Meter): number {
  meter.spend(items.length);
  return items.filter((item) => identicalOrEqual(fromHost(item), wanted, meter)).length;
}

export const listMethods: Methods<List> = {
  index: { signature: takes(1, 3), run: indexOf },
  count: { signature: takes(1), run: (self, [wanted = null], meter) => countOf(self, wanted, meter) },
  copy: {
    signature: takes(0),
    run: (self, _given, meter) => {
      meter.collection(self.length);
      return [...self];
    },
  },
};

export const tupleMethods: Methods<Tuple> = {
  index: { signature: takes(1, 3), run: (self, given, meter) => indexOf(self.items, given, meter) },
  count: { signature: takes(1), run: (self, [wanted = null], meter) => countOf(self.items, wanted, meter) },
};

/** The index of a number in a range, or -1. */
function indexInRange(range: Range, wanted: RuntimeValue): number {
  const number = numberOf(wanted);
  return number === null ? -1 : range.indexOf(number);
}

const rangeIndex: Method<Range> = {
  signature: takes(1),
  run: (self, [wanted = null]) => {
    const index = indexInRange(self, wanted);
    if (index < 0) throw new EvaluationFault('value', 'the value is not in the range', 'test with `in` first');
    return index;
  },
};

export const rangeMethods: Methods<Range> = {
  index: rangeIndex,
  count: { signature: takes(1), run: (self, [wanted = null]) => (indexInRange(self, wanted) < 0 ? 0 : 1) },
};

export const mappingMethods: Methods<Mapping> = {
  get: {
    signature: takes(1, 2),
    run: (self, [key = null, missing = null], meter) => {
      const found = getKey(self, key, meter);
      return found === undefined ? missing : found;
    },
  },
  keys: { signature: takes(0), run: (self) => new View('keys', self) },
  values: { signature: takes(0), run: (self) => new View('values', self) },
  items: { signature: takes(0), run: (self) => new View('items', self) },
  copy: {
    signature: takes(0),
    run: (self, _given, meter) => {
      meter.collection(sizeOf(self, meter));
      return mappingOf(entriesOf(self, meter), meter);
    },
  },
};

/** The items of any iterable as a set; sets themselves are not copied. */
function asSet(value: RuntimeValue, meter: Meter): HashedSet {
  return setLike(value, meter) ?? setOf(itemsOf(value, meter), meter);
}

/** The intersection with any iterable. Like CPython, it stops as soon as all of the set has been found. */
function shared(self: HashedSet, other: RuntimeValue, meter: Meter): HashedSet {
  if (other instanceof HashedSet) return intersection(self, asSet(other, meter), meter);
  const found = new HashedSet();
  some(
    other,
    (item) => {
      const key = hashKey(item, meter);
      if (!self.has(key)) return false;
      found.add(key, item);
      return found.size >= self.size;
    },
    meter,
  );
  return found;
}

function some(items: RuntimeValue, test: (item: RuntimeValue) => boolean, meter: Meter): boolean {
  for (const item of itemsOf(items, meter)) {
    meter.spend(1);
    if (test(item)) return true;
  }
  return false;
}

function combined(combine: (a: HashedSet, b: HashedSet, meter: Meter) => HashedSet) {
  return (self: HashedSet, given: readonly (RuntimeValue | undefined)[], meter: Meter): HashedSet =>
    given.reduce<HashedSet>(
      (result, other) => combine(result, asSet(other ?? null, meter), meter),
      copyOf(self, meter),
    );
}

export const setMethods: Methods<HashedSet> = {
  union: { signature: takes(0, Infinity), run: combined(union) },
  intersection: {
    signature: takes(0, Infinity),
    run: (self, given, meter) =>
      given.reduce<HashedSet>((result, other) => shared(result, other ?? null, meter), copyOf(self, meter)),
  },
  difference: { signature: takes(0, Infinity), run: combined(difference) },
  symmetric_difference: { signature: takes(1), run: combined(symmetricDifference) },
  issubset: { signature: takes(1), run: (self, [other = null], meter) => isSubset(self, asSet(other, meter), meter) },
  issuperset: {
    signature: takes(1),
    run: (self, [other = null], meter) => !some(other, (item) => !self.has(hashKey(item, meter)), meter),
  },
  isdisjoint: {
    signature: takes(1),
    run: (self, [other = null], meter) => !some(other, (item) => self.has(hashKey(item, meter)), meter),
  },
  copy: { signature: takes(0), run: (self, _given, meter) => copyOf(self, meter) },
};

export const viewMethods: Methods<View> = {
  isdisjoint: {
    signature: takes(1),
    run: (self, [other = null], meter) => intersection(asSet(self, meter), asSet(other, meter), meter).size === 0,
  },
};
