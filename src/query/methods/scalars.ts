import { CalendarDate, type Timestamp } from '../../values/dates.js';
import type { Float } from '../../values/value.js';
import { EvaluationFault } from '../errors.js';
import { clockOf, strftime } from '../runtime/dates.js';
import { exactFloat } from '../runtime/number-digits.js';
import { bitLength, floatOf, floatValue, integerValue, spendInteger } from '../runtime/numbers.js';
import type { Duration } from '../runtime/objects.js';
import { type RuntimeValue, Tuple } from '../runtime/runtime-value.js';
import { type Method, type Methods, stringArgument, takes, takesNamed } from '../signature.js';

type IntegerLike = number | bigint | boolean;

const toInteger = (self: IntegerLike): number | bigint => (typeof self === 'boolean' ? Number(self) : self);

export const integerMethods: Methods<IntegerLike> = {
  bit_length: {
    signature: takes(0),
    run: (self, _given, meter) => {
      spendInteger(toInteger(self), meter);
      return bitLength(toInteger(self));
    },
  },
  bit_count: {
    signature: takes(0),
    run: (self, _given, meter) => {
      meter.characters(bitLength(toInteger(self)));
      return BigInt(toInteger(self)).toString(2).replace(/[^1]/g, '').length;
    },
  },
  conjugate: { signature: takes(0), run: (self) => toInteger(self) },
  as_integer_ratio: { signature: takes(0), run: (self) => new Tuple([toInteger(self), 1]) },
};

/** The exact fraction that a float is. */
function ratio(value: number): Tuple {
  if (!Number.isFinite(value))
    throw new EvaluationFault(Number.isNaN(value) ? 'value' : 'overflow', 'this float is no fraction');
  if (Number.isInteger(value)) return new Tuple([integerValue(BigInt(value)), 1]);
  // What is no integer has an exponent below zero, and is reduced by the twos that its mantissa holds.
  const { mantissa, exponent } = exactFloat(value);
  const twos = BigInt(bitLength(mantissa & -mantissa) - 1);
  const numerator = mantissa >> twos;
  return new Tuple([integerValue(value < 0 ? -numerator : numerator), integerValue(1n << (BigInt(-exponent) - twos))]);
}

type AnyFloat = number | Float;
const toFloat = (self: AnyFloat): number => floatOf(self) ?? Number(self);
const self: Method<AnyFloat> = { signature: takes(0), run: (value) => value };

export const floatMethods: Methods<AnyFloat> = {
  is_integer: { signature: takes(0), run: (value) => Number.isInteger(toFloat(value)) },
  as_integer_ratio: {
    signature: takes(0),
    run: (value, _given, meter) => {
      meter.spend(4);
      return ratio(toFloat(value));
    },
  },
  conjugate: self,
};

const shared: Methods<CalendarDate | Timestamp> = {
  weekday: { signature: takes(0), run: (self) => (clockOf(self).getUTCDay() + 6) % 7 },
  isoweekday: { signature: takes(0), run: (self) => (clockOf(self).getUTCDay() === 0 ? 7 : clockOf(self).getUTCDay()) },
  strftime: {
    signature: takesNamed(1, 'format'),
    run: (self, [format], meter) => strftime(self, stringArgument(format, 'strftime'), meter),
  },
};

export const dateMethods: Methods<CalendarDate> = {
  ...shared,
  isoformat: { signature: takes(0), run: (self) => self.toString() },
};

export const timestampMethods: Methods<Timestamp> = {
  ...shared,
  isoformat: { signature: takes(0), run: (self) => self.toJSON() },
  date: {
    signature: takes(0),
    run: (self): RuntimeValue => {
      const clock = clockOf(self);
      return new CalendarDate(clock.getUTCFullYear(), clock.getUTCMonth() + 1, clock.getUTCDate());
    },
  },
};

export const durationMethods: Methods<Duration> = {
  total_seconds: { signature: takes(0), run: (self) => floatValue(Number(self.microseconds) / 1_000_000) },
};
