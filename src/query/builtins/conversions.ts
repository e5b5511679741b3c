import { Fault } from '../errors.js';
import { wholeArgument } from '../methods/arguments.js';
import { takes, takesNamed } from '../methods/signature.js';
import type { Meter } from '../run/meter.js';
import { type Datum, described, isMapping } from '../runtime/datum.js';
import { itemsOf } from '../runtime/iteration.js';
import { entriesOf, mappingOf, sizeOf } from '../runtime/mappings.js';
import { floatDatum, floatOf, toFloat, wholeDatum, wholeOf } from '../runtime/numbers.js';
import { setOf } from '../runtime/sets.js';
import { Tuple } from '../runtime/structures.js';
import { textOf } from '../runtime/text.js';
import { isTrue } from '../runtime/truth.js';
import type { Builtins, Call } from './function.js';
import { parseFloatText, parseWhole } from './parsing.js';

function toWhole(value: Datum, base: Datum | undefined, meter: Meter): Datum {
  if (base !== undefined) {
    if (typeof value !== 'string')
      throw new Fault('type', `\`int()\` takes a base only with a string, not with ${described(value)}`);
    const radix = wholeArgument(base, 'int');
    if (radix !== 0 && (radix < 2 || radix > 36)) throw new Fault('value', 'the base of `int()` is 0, or 2 to 36');
    return parseWhole(value, radix, meter);
  }
  if (typeof value === 'string') return parseWhole(value, 10, meter);
  const whole = wholeOf(value);
  if (whole !== null) return whole;
  const float = floatOf(value);
  if (float === null)
    throw new Fault(
      'type',
      `\`int()\` needs a number or a string, not ${described(value)}`,
      value === null ? 'a field that may be `None` needs a default: `int(x or 0)`' : null,
    );
  if (!Number.isFinite(float)) throw new Fault(Number.isNaN(float) ? 'value' : 'overflow', 'this float is no integer');
  return wholeDatum(BigInt(Math.trunc(float)));
}

function toFloatDatum(value: Datum, meter: Meter): Datum {
  if (typeof value === 'string') {
    meter.string(value.length);
    return floatDatum(parseFloatText(value));
  }
  const whole = wholeOf(value);
  if (whole !== null) return floatDatum(toFloat(whole));
  const float = floatOf(value);
  if (float === null)
    throw new Fault(
      'type',
      `\`float()\` needs a number or a string, not ${described(value)}`,
      value === null ? 'a field that may be `None` needs a default: `float(x or 0)`' : null,
    );
  return floatDatum(float);
}

/** The items of a value, counted before they become a collection of their own. */
export function collected(value: Datum | undefined, meter: Meter): Datum[] {
  if (value === undefined) return [];
  const items: Datum[] = [];
  for (const item of itemsOf(value)) {
    items.push(item);
    if ((items.length & 1023) === 0) meter.collection(items.length);
  }
  meter.collection(items.length);
  meter.spend(items.length >> 1);
  return items;
}

function toMapping(value: Datum | undefined, { meter, named }: Call): Datum {
  const entries: (readonly [Datum, Datum])[] = [];
  if (value !== undefined && isMapping(value)) {
    meter.collection(sizeOf(value));
    entries.push(...entriesOf(value));
  } else if (value !== undefined) {
    for (const item of collected(value, meter)) entries.push(pairOf(item, meter));
  }
  meter.spend(entries.length * 8);
  return mappingOf([...entries, ...named]);
}

function pairOf(item: Datum, meter: Meter): readonly [Datum, Datum] {
  const [key, value, ...more] = collected(item, meter);
  if (key === undefined || value === undefined || more.length > 0)
    throw new Fault('value', '`dict()` needs pairs of a key and a value');
  return [key, value];
}

export const conversions: Builtins = {
  int: {
    signature: takesNamed(0, null, 'base'),
    run: ([value, base], { meter }) =>
      value === undefined && base === undefined
        ? 0
        : value === undefined
          ? missing('int')
          : toWhole(value, base, meter),
  },
  float: {
    signature: takes(0, 1),
    run: ([value], { meter }) => (value === undefined ? floatDatum(0) : toFloatDatum(value, meter)),
  },
  str: {
    signature: takesNamed(0, 'object'),
    run: ([value], { meter }) => (value === undefined ? '' : textOf(value, meter)),
  },
  bool: { signature: takes(0, 1), run: ([value]) => value !== undefined && isTrue(value) },
  list: { signature: takes(0, 1), run: ([value], { meter }) => collected(value, meter) },
  tuple: {
    signature: takes(0, 1),
    run: ([value], { meter }) => (value instanceof Tuple ? value : new Tuple<Datum>(collected(value, meter))),
  },
  set: {
    signature: takes(0, 1),
    run: ([value], { meter }) => {
      const items = collected(value, meter);
      meter.spend(items.length);
      return setOf(items);
    },
  },
  dict: {
    signature: null,
    run: ([value, ...more], call) => {
      if (more.length > 0) throw new Fault('type', '`dict()` takes 0 to 1 argument');
      return toMapping(value, call);
    },
  },
};

function missing(name: string): never {
  throw new Fault('type', `\`${name}()\` misses its argument`);
}
