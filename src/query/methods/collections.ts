import type { Meter } from '../run/meter.js';
import type { Datum, HashedSet, Mapping, View } from '../runtime/datum.js';
import { hashKey } from '../runtime/hash.js';
import { HashedSet as HashedSetClass } from '../runtime/hashed.js';
import { itemsOf } from '../runtime/iteration.js';
import { entriesOf, get, mappingOf, sizeOf } from '../runtime/mappings.js';
import { difference, intersection, isSubset, setLike, setOf, symmetricDifference, union } from '../runtime/sets.js';
import { View as ViewClass } from '../runtime/structures.js';
import { type Methods, takes } from './signature.js';

export const mappingMethods: Methods<Mapping> = {
  get: {
    signature: takes(1, 2),
    run: (self, [key = null, missing = null]) => {
      const found = get(self, key);
      return found === undefined ? missing : found;
    },
  },
  keys: { signature: takes(0), run: (self) => new ViewClass('keys', self) },
  values: { signature: takes(0), run: (self) => new ViewClass('values', self) },
  items: { signature: takes(0), run: (self) => new ViewClass('items', self) },
  copy: {
    signature: takes(0),
    run: (self, _given, meter) => {
      meter.collection(sizeOf(self));
      meter.spend(sizeOf(self));
      return mappingOf(entriesOf(self));
    },
  },
};

/** Whatever has items, as a set; sets themselves are not copied. */
function asSet(value: Datum, meter: Meter): HashedSet {
  const set = setLike(value) ?? setOf(itemsOf(value));
  meter.collection(set.size);
  meter.spend(set.size);
  return set;
}

/** What a set has in common with anything that has items. CPython stops as soon as all of the set has been found. */
function shared(self: HashedSet, other: Datum, meter: Meter): HashedSet {
  if (other instanceof HashedSetClass) return intersection(self, asSet(other, meter));
  const found = setOf([]);
  some(
    other,
    (item) => {
      const key = hashKey(item);
      if (!self.has(key)) return false;
      found.add(key, item);
      return found.size >= self.size;
    },
    meter,
  );
  return found;
}

function some(items: Datum, test: (item: Datum) => boolean, meter: Meter): boolean {
  for (const item of itemsOf(items)) {
    meter.spend(2);
    if (test(item)) return true;
  }
  return false;
}

function combined(combine: (a: HashedSet, b: HashedSet) => HashedSet) {
  return (self: HashedSet, given: readonly (Datum | undefined)[], meter: Meter): HashedSet =>
    given.reduce<HashedSet>((result, other) => combine(result, asSet(other ?? null, meter)), union(self, setOf([])));
}

export const setMethods: Methods<HashedSet> = {
  union: { signature: takes(0, Infinity), run: combined(union) },
  intersection: {
    signature: takes(0, Infinity),
    run: (self, given, meter) =>
      given.reduce<HashedSet>((result, other) => shared(result, other ?? null, meter), union(self, setOf([]))),
  },
  difference: { signature: takes(0, Infinity), run: combined(difference) },
  symmetric_difference: { signature: takes(1), run: combined(symmetricDifference) },
  issubset: { signature: takes(1), run: (self, [other = null], meter) => isSubset(self, asSet(other, meter)) },
  issuperset: {
    signature: takes(1),
    run: (self, [other = null], meter) => !some(other, (item) => !self.has(hashKey(item)), meter),
  },
  isdisjoint: {
    signature: takes(1),
    run: (self, [other = null], meter) => !some(other, (item) => self.has(hashKey(item)), meter),
  },
  copy: { signature: takes(0), run: (self) => union(self, setOf([])) },
};

export const viewMethods: Methods<View> = {
  isdisjoint: {
    signature: takes(1),
    run: (self, [other = null], meter) => intersection(asSet(self, meter), asSet(other, meter)).size === 0,
  },
};
