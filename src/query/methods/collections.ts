import type { Meter } from '../run/meter.js';
import type { Datum, HashedSet, Mapping, View } from '../values/datum.js';
import { itemsOf } from '../values/iteration.js';
import { entriesOf, get, mappingOf, sizeOf } from '../values/mappings.js';
import { difference, intersection, isSubset, setLike, setOf, symmetricDifference, union } from '../values/sets.js';
import { View as ViewClass } from '../values/structures.js';
import { takes } from './signature.js';
import type { Methods } from './signature.js';

export const mappingMethods: Methods<Mapping> = {
  get: { signature: takes(1, 2), run: (self, [key = null, missing = null]) => {
    const found = get(self, key);
    return found === undefined ? missing : found;
  } },
  keys: { signature: takes(0), run: (self) => new ViewClass('keys', self) },
  values: { signature: takes(0), run: (self) => new ViewClass('values', self) },
  items: { signature: takes(0), run: (self) => new ViewClass('items', self) },
  copy: { signature: takes(0), run: (self, _given, meter) => {
    meter.collection(sizeOf(self));
    meter.spend(sizeOf(self));
    return mappingOf(entriesOf(self));
  } },
};

/** Whatever has items, as a set; sets themselves are not copied. */
function asSet(value: Datum, meter: Meter): HashedSet {
  const set = setLike(value) ?? setOf(itemsOf(value));
  meter.collection(set.size);
  meter.spend(set.size);
  return set;
}

function combined(combine: (a: HashedSet, b: HashedSet) => HashedSet) {
  return (self: HashedSet, given: readonly (Datum | undefined)[], meter: Meter): HashedSet =>
    given.reduce<HashedSet>((result, other) => combine(result, asSet(other ?? null, meter)), union(self, setOf([])));
}

export const setMethods: Methods<HashedSet> = {
  union: { signature: takes(0, Infinity), run: combined(union) },
  intersection: { signature: takes(0, Infinity), run: combined(intersection) },
  difference: { signature: takes(0, Infinity), run: combined(difference) },
  symmetric_difference: { signature: takes(1), run: combined(symmetricDifference) },
  issubset: { signature: takes(1), run: (self, [other = null], meter) => isSubset(self, asSet(other, meter)) },
  issuperset: { signature: takes(1), run: (self, [other = null], meter) => isSubset(asSet(other, meter), self) },
  isdisjoint: { signature: takes(1), run: (self, [other = null], meter) => intersection(self, asSet(other, meter)).size === 0 },
  copy: { signature: takes(0), run: (self) => union(self, setOf([])) },
};

export const viewMethods: Methods<View> = {
  isdisjoint: { signature: takes(1), run: (self, [other = null], meter) => intersection(asSet(self, meter), asSet(other, meter)).size === 0 },
};
