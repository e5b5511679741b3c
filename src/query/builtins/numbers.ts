import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { ordered } from '../runtime/comparisons.js';
import { roundedFloat } from '../runtime/number-digits.js';
import {
  type Integer,
  floatOf,
  floatValue,
  floorMod,
  integerOf,
  integerValue,
  roundHalfEven,
  spendInteger,
} from '../runtime/numbers.js';
import { Duration } from '../runtime/objects.js';
import { type RuntimeValue, describeKind } from '../runtime/runtime-value.js';
import { type Builtin, type Builtins, type Call, takes, takesNamed } from '../signature.js';
import { checkKey } from './collections.js';
import { collected } from './conversions.js';

function absolute(value: RuntimeValue, meter: Meter): RuntimeValue {
  const integer = integerOf(value);
  if (integer !== null) spendInteger(integer, meter);
  if (integer !== null) return integerValue(integer < 0 ? -integer : integer);
  const float = floatOf(value);
  if (float !== null) return floatValue(Math.abs(float));
  if (value instanceof Duration)
    return new Duration(value.microseconds < 0n ? -value.microseconds : value.microseconds);
  throw new EvaluationFault('type', `\`abs()\` needs a number, not ${describeKind(value)}`);
}

function round(value: RuntimeValue, digits: RuntimeValue, meter: Meter): RuntimeValue {
  const places = digits === null ? null : integerOf(digits);
  if (digits !== null && places === null)
    throw new EvaluationFault('type', '`round()` rounds to an integer number of digits');
  const integer = integerOf(value);
  if (integer !== null) spendInteger(integer, meter);
  if (integer !== null) return places === null || places >= 0 ? integer : roundInteger(integer, -Number(places));
  const float = floatOf(value);
  if (float === null) throw new EvaluationFault('type', `\`round()\` needs a number, not ${describeKind(value)}`);
  if (places !== null) {
    meter.spend(10);
    const rounded = roundedFloat(float, Number(places));
    if (!Number.isFinite(rounded) && Number.isFinite(float))
      throw new EvaluationFault('overflow', 'the rounded number is too large for a float');
    return floatValue(rounded);
  }
  if (!Number.isFinite(float))
    throw new EvaluationFault(Number.isNaN(float) ? 'value' : 'overflow', 'this float is no integer');
  return integerValue(BigInt(roundHalfEven(float)));
}

function roundInteger(value: Integer, places: number): RuntimeValue {
  if (places > 400) return 0;
  const unit = 10n ** BigInt(places);
  const rest = floorMod(BigInt(value), unit);
  const below = BigInt(value) - rest;
  const up = rest * 2n > unit || (rest * 2n === unit && (below / unit) % 2n !== 0n);
  return integerValue(up ? below + unit : below);
}

function extreme(name: 'min' | 'max'): Builtin {
  return {
    signature: null,
    run: (values, call) => {
      for (const key of call.named.keys())
        if (key !== 'default' && key !== 'key')
          throw new EvaluationFault('type', `\`${name}()\` takes no argument \`${key}\``);
      checkKey(call.named.get('key'));
      const missing = call.named.get('default');
      if (values.length === 0) throw new EvaluationFault('type', `\`${name}()\` takes at least 1 argument, not 0`);
      if (values.length > 1 && missing !== undefined)
        throw new EvaluationFault('type', `\`${name}()\` takes a default only with one collection`);
      const items = values.length === 1 ? collected(values[0], call.meter) : values.map((value) => value ?? null);
      const best = bestOf(name, items, call);
      if (best !== undefined) return best;
      if (missing === undefined)
        throw new EvaluationFault('value', `\`${name}()\` of nothing`, `give a default: \`${name}(x, default=None)\``);
      return missing;
    },
  };
}

function bestOf(name: 'min' | 'max', items: readonly RuntimeValue[], { meter, key }: Call): RuntimeValue | undefined {
  const keyOf = (item: RuntimeValue): RuntimeValue => (key === null ? item : key(item));
  let best: { readonly item: RuntimeValue; readonly key: RuntimeValue } | undefined;
  for (const item of items) {
    meter.spend(1);
    const candidate = { item, key: keyOf(item) };
    if (best === undefined || ordered(name === 'min' ? '<' : '>', candidate.key, best.key, meter)) best = candidate;
  }
  return best === undefined ? undefined : best.item;
}

export const numberFunctions: Builtins = {
  abs: { signature: takes(1), run: ([value = null], { meter }) => absolute(value, meter) },
  round: {
    signature: takesNamed(1, 'number', 'ndigits'),
    run: ([value = null, digits = null], { meter }) => round(value, digits, meter),
  },
  min: extreme('min'),
  max: extreme('max'),
};
