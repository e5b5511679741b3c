import { Fault } from '../errors.js';
import type { Meter } from '../run/meter.js';
import type { BinaryOperator } from '../tree/nodes.js';
import { bitwise } from './bits.js';
import { dateArithmetic } from './datemath.js';
import { type Datum, described } from './datum.js';
import { floatArithmetic } from './floats.js';
import { concatenate, repeat } from './joining.js';
import { numberOf, toFloat, wholeOf } from './numbers.js';
import { percentFormat } from './percent.js';
import { setLike } from './sets.js';
import { wholeArithmetic } from './wholes.js';

/**
 * `a + b` and its kin.
 * @throws Fault where Python has an error
 */
export function calculate(operator: BinaryOperator, a: Datum, b: Datum, meter: Meter): Datum {
  const result =
    operator === '&' || operator === '|' || operator === '^' || operator === '<<' || operator === '>>'
      ? bitwise(operator, a, b, meter)
      : numeric(operator, a, b, meter);
  if (result === undefined)
    throw new Fault(
      'type',
      `\`${operator}\` does not work between ${described(a)} and ${described(b)}`,
      hintFor(operator, a, b),
    );
  return result;
}

type Numeric = Exclude<BinaryOperator, '&' | '|' | '^' | '<<' | '>>'>;

function numeric(operator: Numeric, a: Datum, b: Datum, meter: Meter): Datum | undefined {
  const left = numberOf(a);
  const right = numberOf(b);
  if (left !== null && right !== null) {
    const wholeLeft = wholeOf(a);
    const wholeRight = wholeOf(b);
    if (wholeLeft !== null && wholeRight !== null) return wholeArithmetic(operator, wholeLeft, wholeRight, meter);
    if (operator === '**') checkPower(left, right, meter);
    return floatArithmetic(operator, toFloat(left), toFloat(right));
  }
  if (operator === '+') return concatenate(a, b, meter) ?? dateArithmetic(operator, a, b);
  if (operator === '*') return repeat(a, b, meter) ?? dateArithmetic(operator, a, b);
  if (operator === '%' && typeof a === 'string') return percentFormat(a, b, meter);
  if (operator === '-') {
    const items = setLike(a);
    if (items !== null) return bitwise('-', a, b, meter);
    return dateArithmetic(operator, a, b);
  }
  return operator === '/' || operator === '//' ? dateArithmetic(operator, a, b) : undefined;
}

export function checkPower(a: number | bigint, b: number | bigint, meter: Meter): void {
  const most = meter.limits.powerOperand;
  if (a > most || a < -most || b > most || b < -most)
    throw new Fault('limit', `a side of \`**\` is beyond ${most}`, null, 'powerOperand');
}

function hintFor(operator: BinaryOperator, a: Datum, b: Datum): string | null {
  if (a === null || b === null) return 'a field that may be `None` needs a default: `(x or 0)`';
  if (operator === '+' && (typeof a === 'string' || typeof b === 'string'))
    return 'turn the other side into a string: `str(x)`';
  if (typeof a === 'string' || typeof b === 'string') return 'turn the string into a number: `int(x)` or `float(x)`';
  return null;
}
