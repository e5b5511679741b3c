import { Fault } from '../errors.js';
import { takes, takesNamed } from '../methods/signature.js';
import { type Datum, described } from '../runtime/datum.js';
import { roundedFloat } from '../runtime/decimal.js';
import { Duration } from '../runtime/duration.js';
import { type Whole, floatDatum, floatOf, roundHalfEven, wholeDatum, wholeOf } from '../runtime/numbers.js';
import { ordered } from '../runtime/order.js';
import { checkKey } from './collections.js';
import { collected } from './conversions.js';
import type { Builtin, Builtins, Call } from './function.js';

function absolute(value: Datum): Datum {
  const whole = wholeOf(value);
  if (whole !== null) return wholeDatum(whole < 0 ? -whole : whole);
  const float = floatOf(value);
  if (float !== null) return floatDatum(Math.abs(float));
  if (value instanceof Duration)
    return new Duration(value.microseconds < 0n ? -value.microseconds : value.microseconds);
  throw new Fault('type', `\`abs()\` needs a number, not ${described(value)}`);
}

function round(value: Datum, digits: Datum): Datum {
  const places = digits === null ? null : wholeOf(digits);
  if (digits !== null && places === null) throw new Fault('type', '`round()` rounds to an integer number of digits');
  const whole = wholeOf(value);
  if (whole !== null) return places === null || places >= 0 ? whole : roundWhole(whole, -Number(places));
  const float = floatOf(value);
  if (float === null) throw new Fault('type', `\`round()\` needs a number, not ${described(value)}`);
  if (places !== null) {
    const rounded = roundedFloat(float, Number(places));
    if (!Number.isFinite(rounded) && Number.isFinite(float))
      throw new Fault('overflow', 'the rounded number is too large for a float');
    return floatDatum(rounded);
  }
  if (!Number.isFinite(float)) throw new Fault(Number.isNaN(float) ? 'value' : 'overflow', 'this float is no integer');
  return wholeDatum(BigInt(roundHalfEven(float)));
}

function roundWhole(value: Whole, places: number): Datum {
  if (places > 400) return 0;
  const unit = 10n ** BigInt(places);
  const number = BigInt(value);
  const below = number - (((number % unit) + unit) % unit);
  const rest = number - below;
  const up = rest * 2n > unit || (rest * 2n === unit && (below / unit) % 2n !== 0n);
  return wholeDatum(up ? below + unit : below);
}

function extreme(name: 'min' | 'max'): Builtin {
  return {
    signature: null,
    run: (values, call) => {
      for (const key of call.named.keys())
        if (key !== 'default' && key !== 'key') throw new Fault('type', `\`${name}()\` takes no argument \`${key}\``);
      checkKey(call.named.get('key'));
      const missing = call.named.get('default');
      if (values.length === 0) throw new Fault('type', `\`${name}()\` takes at least 1 argument, not 0`);
      if (values.length > 1 && missing !== undefined)
        throw new Fault('type', `\`${name}()\` takes a default only with one collection`);
      const items = values.length === 1 ? collected(values[0], call.meter) : values.map((value) => value ?? null);
      const best = bestOf(name, items, call);
      if (best !== undefined) return best;
      if (missing === undefined)
        throw new Fault('value', `\`${name}()\` of nothing`, `give a default: \`${name}(x, default=None)\``);
      return missing;
    },
  };
}

function bestOf(name: 'min' | 'max', items: readonly Datum[], { meter, key }: Call): Datum | undefined {
  const keyOf = (item: Datum): Datum => (key === null ? item : key(item));
  let best: { readonly item: Datum; readonly key: Datum } | undefined;
  for (const item of items) {
    meter.spend(1);
    const candidate = { item, key: keyOf(item) };
    if (best === undefined || ordered(name === 'min' ? '<' : '>', candidate.key, best.key, meter)) best = candidate;
  }
  return best === undefined ? undefined : best.item;
}

export const numbers: Builtins = {
  abs: { signature: takes(1), run: ([value = null]) => absolute(value) },
  round: {
    signature: takesNamed(1, 'number', 'ndigits'),
    run: ([value = null, digits = null]) => round(value, digits),
  },
  min: extreme('min'),
  max: extreme('max'),
};
