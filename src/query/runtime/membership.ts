import { Fault } from '../errors.js';
import type { Meter } from '../run/meter.js';
import { type Datum, described, isMapping, kindOf } from './datum.js';
import { same } from './equality.js';
import { hashKey } from './hash.js';
import { HashedSet } from './hashed.js';
import { itemsOf } from './iteration.js';
import { get } from './mappings.js';
import { numberOf } from './numbers.js';
import type { Kind } from './object.js';
import { Range } from './range.js';
import { View } from './structures.js';

/** `item in container`. */
export function contains(container: Datum, item: Datum, meter: Meter): boolean {
  if (typeof container === 'string') {
    if (typeof item !== 'string')
      throw new Fault(
        'type',
        `a string contains strings, not ${described(item)}`,
        'turn the left side into a string: `str(x)`',
      );
    meter.search(container, item);
    return container.includes(item);
  }
  if (isMapping(container)) return get(container, item) !== undefined;
  // A set cannot be an item of a set: Python looks for a frozen copy of it, which no query can make.
  if (container instanceof HashedSet) return !(item instanceof HashedSet) && container.has(hashKey(item));
  if (container instanceof View && container.part === 'keys') return get(container.mapping, item) !== undefined;
  if (container instanceof Range) {
    const number = numberOf(item);
    return number !== null && container.indexOf(number) >= 0;
  }
  if (!SEARCHED.has(kindOf(container))) {
    const hint = container === null ? 'a field that may be `None` needs a default: `(x or [])`' : null;
    throw new Fault('type', `\`in\` does not work with ${described(container)} on its right`, hint);
  }
  for (const candidate of itemsOf(container)) {
    meter.spend(1);
    if (same(candidate, item, meter)) return true;
  }
  return false;
}

const SEARCHED: ReadonlySet<Kind> = new Set(['list', 'tuple', 'view', 'range', 'stream']);
