import type { Datum, HashedSet as Set } from './datum.js';
import { hashKey } from './hash.js';
import { type HashKey, HashedSet } from './hashed.js';
import { entriesOf, keysOf } from './mappings.js';
import { Tuple, View } from './structures.js';

export function setOf(items: Iterable<Datum>): Set {
  const set = new HashedSet<Datum>();
  for (const item of items) set.add(hashKey(item), item);
  return set;
}

/** The items of a set, or of a view that behaves as one; null for everything else. */
export function setLike(value: Datum): Set | null {
  if (value instanceof HashedSet) return value;
  if (!(value instanceof View)) return null;
  if (value.part === 'keys') return setOf(keysOf(value.mapping));
  return value.part === 'items' ? itemSet(value) : null;
}

function itemSet(view: View<Parameters<typeof entriesOf>[0]>): Set {
  const set = new HashedSet<Datum>();
  for (const [key, value] of entriesOf(view.mapping)) {
    const pair = new Tuple<Datum>([key, value]);
    set.add(pairKey(pair), pair);
  }
  return set;
}

/** A value that cannot be hashed makes a pair that is equal to no other, instead of an error. */
function pairKey(pair: Tuple<Datum>): HashKey {
  try {
    return hashKey(pair);
  } catch {
    return pair;
  }
}

export function sameItems(a: Set, b: Set): boolean {
  return a.size === b.size && isSubset(a, b);
}

export function isSubset(a: Set, b: Set): boolean {
  if (a.size > b.size) return false;
  for (const key of a.keys()) if (!b.has(key)) return false;
  return true;
}

export function union(a: Set, b: Set): Set {
  return joined(a.entries(), b.entries());
}

/** Of two items that are equal, such as `1` and `True`, the one of the smaller set is kept, as CPython does. */
export function intersection(a: Set, b: Set): Set {
  return b.size > a.size ? filtered(a, (key) => b.has(key)) : filtered(b, (key) => a.has(key));
}

export function difference(a: Set, b: Set): Set {
  return filtered(a, (key) => !b.has(key));
}

export function symmetricDifference(a: Set, b: Set): Set {
  return union(difference(a, b), difference(b, a));
}

function joined(...parts: readonly Iterable<readonly [HashKey, Datum]>[]): Set {
  const set = new HashedSet<Datum>();
  for (const part of parts) for (const [key, item] of part) set.add(key, item);
  return set;
}

function filtered(items: Set, keep: (key: HashKey) => boolean): Set {
  const set = new HashedSet<Datum>();
  for (const [key, item] of items.entries()) if (keep(key)) set.add(key, item);
  return set;
}
