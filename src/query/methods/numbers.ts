import type { Float } from '../../values/value.js';
import { Fault } from '../errors.js';
import type { Datum } from '../runtime/datum.js';
import { bitLength, floatOf, wholeDatum } from '../runtime/numbers.js';
import { Tuple } from '../runtime/structures.js';
import { type Method, type Methods, takes } from './signature.js';

export type Integer = number | bigint | boolean;

const whole = (self: Integer): number | bigint => (typeof self === 'boolean' ? Number(self) : self);

export const integerMethods: Methods<Integer> = {
  bit_length: { signature: takes(0), run: (self) => bitLength(whole(self)) },
  bit_count: { signature: takes(0), run: (self) => BigInt(whole(self)).toString(2).replace(/[^1]/g, '').length },
  conjugate: { signature: takes(0), run: (self) => whole(self) },
  as_integer_ratio: { signature: takes(0), run: (self) => new Tuple<Datum>([whole(self), 1]) },
};

/** A float as the fraction that it is exactly. */
function ratio(value: number): Tuple<Datum> {
  if (!Number.isFinite(value)) throw new Fault(Number.isNaN(value) ? 'value' : 'overflow', 'this float is no fraction');
  let numerator = value;
  let denominator = 1n;
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    denominator *= 2n;
  }
  return new Tuple<Datum>([wholeDatum(BigInt(numerator)), wholeDatum(denominator)]);
}

type AnyFloat = number | Float;
const number = (self: AnyFloat): number => floatOf(self) ?? Number(self);
const self: Method<AnyFloat> = { signature: takes(0), run: (value) => value };

export const floatMethods: Methods<AnyFloat> = {
  is_integer: { signature: takes(0), run: (value) => Number.isInteger(number(value)) },
  as_integer_ratio: { signature: takes(0), run: (value) => ratio(number(value)) },
  conjugate: self,
};
