import { Fault } from '../errors.js';
import { lengthOf } from '../runtime/codepoints.js';
import { type Datum, described, isList } from '../runtime/datum.js';
import { wholeOf } from '../runtime/numbers.js';
import { Tuple } from '../runtime/structures.js';

/** An argument that has to be a string. */
export function textArgument(value: Datum | undefined, name: string): string {
  if (typeof value === 'string') return value;
  throw new Fault(
    'type',
    `\`${name}()\` needs a string, not ${described(value ?? null)}`,
    'turn it into a string: `str(x)`',
  );
}

/** The same, where leaving it out or `None` means something of its own. */
export function optionalText(value: Datum | undefined, name: string): string | null {
  return value === undefined || value === null ? null : textArgument(value, name);
}

/** An argument that has to be an integer; beyond what a number holds exactly, the next number does as well. */
export function wholeArgument(value: Datum | undefined, name: string, missing?: number): number {
  if (value === undefined && missing !== undefined) return missing;
  const whole = value === undefined ? null : wholeOf(value);
  if (whole === null) throw new Fault('type', `\`${name}()\` needs an integer, not ${described(value ?? null)}`);
  return Number(whole);
}

/** The same, where Python wants one that fits a machine word. */
export function wordArgument(value: Datum | undefined, name: string, missing?: number): number {
  const whole = wholeArgument(value, name, missing);
  if (Math.abs(whole) > 2 ** 63) throw new Fault('overflow', `the integer is too large for \`${name}()\``);
  return whole;
}

/** A bound such as the start of a search: an integer, or `None` for the end of the text. */
export function boundArgument(value: Datum | undefined, name: string, missing: number, length: number): number {
  if (value === undefined || value === null) return missing;
  const bound = wholeArgument(value, name);
  return Math.max(0, bound < 0 ? bound + length : bound);
}

/** One character that fills up. */
export function fillArgument(value: Datum | undefined, name: string): string {
  if (value === undefined) return ' ';
  const fill = textArgument(value, name);
  if (lengthOf(fill) !== 1)
    throw new Fault('type', `\`${name}()\` fills with one character, not with ${lengthOf(fill)}`);
  return fill;
}

/** A string, or a tuple of strings of which any will do. */
export function textsArgument(value: Datum | undefined, name: string): readonly string[] {
  if (value instanceof Tuple) return value.items.map((item) => textArgument(item, name));
  if (value !== undefined && isList(value))
    throw new Fault(
      'type',
      `\`${name}()\` needs a string or a tuple of strings, not a list`,
      'use a tuple: `tuple(x)`',
    );
  return [textArgument(value, name)];
}
