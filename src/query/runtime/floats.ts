import { Fault } from '../errors.js';
import type { Datum } from './datum.js';
import { floatDatum } from './numbers.js';

/** Floats as Python calculates with them. */
export function floatArithmetic(operator: '+' | '-' | '*' | '/' | '//' | '%' | '**', a: number, b: number): Datum {
  if (b === 0 && (operator === '/' || operator === '//' || operator === '%'))
    throw new Fault('zero-division', 'division by zero');
  switch (operator) {
    case '+':
      return floatDatum(a + b);
    case '-':
      return floatDatum(a - b);
    case '*':
      return floatDatum(a * b);
    case '/':
      return floatDatum(a / b);
    case '//':
      return floatDatum(divideAndFloor(a, b).quotient);
    case '%':
      return floatDatum(divideAndFloor(a, b).rest);
    case '**':
      return floatDatum(power(a, b));
  }
}

/** The remainder has the sign of the divisor, and the quotient fits it. */
function divideAndFloor(a: number, b: number): { readonly quotient: number; readonly rest: number } {
  let rest = a % b;
  let division = (a - rest) / b;
  if (rest === 0) rest = b < 0 ? -0 : 0;
  else if (b < 0 !== rest < 0) {
    rest += b;
    division -= 1;
  }
  if (division === 0) return { quotient: a / b < 0 || Object.is(a / b, -0) ? -0 : 0, rest };
  const floor = Math.floor(division);
  return { quotient: division - floor > 0.5 ? floor + 1 : floor, rest };
}

function power(a: number, b: number): number {
  if (b === 0 || a === 1) return 1;
  if (a === -1 && !Number.isFinite(b) && !Number.isNaN(b)) return 1;
  if (a === 0 && b < 0) throw new Fault('zero-division', 'zero cannot be raised to a negative power');
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b)) {
    throw new Fault('value', 'a negative number to a fractional power is no real number');
  }
  const result = a ** b;
  if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b))
    throw new Fault('overflow', 'the power is too large for a float');
  return result;
}
