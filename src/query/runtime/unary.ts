import { Fault } from '../errors.js';
import type { Meter } from '../run/meter.js';
import { type Datum, described } from './datum.js';
import { Duration } from './duration.js';
import { bitLength, floatDatum, floatOf, wholeDatum, wholeOf } from './numbers.js';

/** `-x`, `+x` and `~x`. */
export function unary(operator: '-' | '+' | '~', value: Datum, meter: Meter): Datum {
  const whole = wholeOf(value);
  if (whole !== null) {
    meter.integer(bitLength(whole));
    if (operator === '+') return whole;
    return wholeDatum(operator === '-' ? -whole : ~BigInt(whole));
  }
  const float = floatOf(value);
  if (float !== null && operator !== '~') return floatDatum(operator === '-' ? -float : float);
  if (value instanceof Duration && operator !== '~')
    return operator === '-' ? new Duration(-value.microseconds) : value;
  throw new Fault(
    'type',
    `\`${operator}\` needs a number, not ${described(value)}`,
    value === null ? 'a field that may be `None` needs a default: `(x or 0)`' : null,
  );
}
