import { Fault } from '../errors.js';
import type { Meter } from '../run/meter.js';
import { adopt } from '../runtime/adopt.js';
import type { Datum, List, Tuple } from '../runtime/datum.js';
import { same } from '../runtime/equality.js';
import { numberOf } from '../runtime/numbers.js';
import type { Range } from '../runtime/range.js';
import { wholeArgument } from './arguments.js';
import { type Method, type Methods, takes } from './signature.js';

function indexOf(items: List, [wanted = null, start, stop]: readonly (Datum | undefined)[], meter: Meter): number {
  const bound = (value: Datum | undefined, missing: number): number => {
    const given = wholeArgument(value, 'index', missing);
    return Math.max(0, given < 0 ? given + items.length : given);
  };
  const end = Math.min(bound(stop, items.length), items.length);
  for (let i = bound(start, 0); i < end; i += 1) {
    meter.spend(1);
    if (same(adopt(items[i]), wanted, meter)) return i;
  }
  throw new Fault('value', 'the value is not among the items', 'test with `in` first');
}

function countOf(items: List, wanted: Datum, meter: Meter): number {
  meter.spend(items.length);
  return items.filter((item) => same(adopt(item), wanted, meter)).length;
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

/** Where a number stands in a range, or -1. */
function placeIn(range: Range, wanted: Datum): number {
  const number = numberOf(wanted);
  return number === null ? -1 : range.indexOf(number);
}

const rangeIndex: Method<Range> = {
  signature: takes(1),
  run: (self, [wanted = null]) => {
    const place = placeIn(self, wanted);
    if (place < 0) throw new Fault('value', 'the value is not in the range', 'test with `in` first');
    return place;
  },
};

export const rangeMethods: Methods<Range> = {
  index: rangeIndex,
  count: { signature: takes(1), run: (self, [wanted = null]) => (placeIn(self, wanted) < 0 ? 0 : 1) },
};
