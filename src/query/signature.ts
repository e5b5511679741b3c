import type { CalendarDate } from '../values/dates.js';
import { EvaluationFault } from './errors.js';
import type { Meter } from './meter.js';
import { codePointLength } from './runtime/code-points.js';
import { integerOf } from './runtime/numbers.js';
import { type RuntimeValue, Tuple, describeKind, isList } from './runtime/runtime-value.js';

/** What a call was given. */
export interface Given {
  readonly positional: readonly RuntimeValue[];
  readonly named: ReadonlyMap<string, RuntimeValue>;
}

/** What a function or method takes. */
interface Signature {
  readonly least: number;
  readonly most: number;
  /** Names by which arguments may be given, by their position; null where one has no name. */
  readonly names: readonly (string | null)[];
}

/** Takes arguments by position only. */
export function takes(least: number, most: number = least): Signature {
  return { least, most, names: [] };
}

/** Takes arguments by position or by name. */
export function takesNamed(least: number, ...names: readonly (string | null)[]): Signature {
  return { least, most: names.length, names };
}

/**
 * The arguments in their places; undefined where one was left out.
 * @throws Fault for too many, too few, unknown or doubled arguments
 */
export function arrange(name: string, signature: Signature, given: Given): readonly (RuntimeValue | undefined)[] {
  const { positional, named } = given;
  const placed: (RuntimeValue | undefined)[] = [...positional];
  if (positional.length > signature.most) throw wrongCount(name, signature, positional.length);
  for (const [key, value] of named) {
    const index = signature.names.indexOf(key);
    if (index < 0) throw new EvaluationFault('type', `\`${name}()\` takes no argument \`${key}\``);
    if (index < positional.length) throw new EvaluationFault('type', `\`${name}()\` is given \`${key}\` twice`);
    placed[index] = value;
  }
  for (let i = 0; i < signature.least; i += 1)
    if (placed[i] === undefined) throw wrongCount(name, signature, positional.length);
  return placed;
}

function wrongCount(name: string, { least, most }: Signature, count: number): EvaluationFault {
  const wanted = least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
  return new EvaluationFault(
    'type',
    `\`${name}()\` takes ${wanted} argument${wanted === '1' ? '' : 's'}, not ${count}`,
  );
}

/** A method of one kind of value. */
export interface Method<Self> {
  readonly signature: Signature;
  readonly run: (self: Self, given: readonly (RuntimeValue | undefined)[], meter: Meter) => RuntimeValue;
}

export type Methods<Self> = Readonly<Record<string, Method<Self>>>;

/** An argument that has to be a string. */
export function stringArgument(value: RuntimeValue | undefined, name: string): string {
  if (typeof value === 'string') return value;
  throw new EvaluationFault(
    'type',
    `\`${name}()\` needs a string, not ${describeKind(value ?? null)}`,
    'turn it into a string: `str(x)`',
  );
}

/** The same, where leaving it out or `None` means something of its own. */
export function optionalString(value: RuntimeValue | undefined, name: string): string | null {
  return value === undefined || value === null ? null : stringArgument(value, name);
}

/** An argument that has to be an integer; beyond what a number holds exactly, the next number does as well. */
export function integerArgument(value: RuntimeValue | undefined, name: string, missing?: number): number {
  if (value === undefined && missing !== undefined) return missing;
  const whole = value === undefined ? null : integerOf(value);
  if (whole === null)
    throw new EvaluationFault('type', `\`${name}()\` needs an integer, not ${describeKind(value ?? null)}`);
  return Number(whole);
}

/** The same, where Python wants one that fits a machine word. */
export function machineIntegerArgument(value: RuntimeValue | undefined, name: string, missing?: number): number {
  const whole = integerArgument(value, name, missing);
  if (Math.abs(whole) > 2 ** 63) throw new EvaluationFault('overflow', `the integer is too large for \`${name}()\``);
  return whole;
}

/** A bound such as the start of a search: an integer, or `None` for the end of the text. */
export function boundArgument(value: RuntimeValue | undefined, name: string, missing: number, length: number): number {
  if (value === undefined || value === null) return missing;
  const bound = integerArgument(value, name);
  return Math.max(0, bound < 0 ? bound + length : bound);
}

/** One character that fills up. */
export function fillArgument(value: RuntimeValue | undefined, name: string): string {
  if (value === undefined) return ' ';
  const fill = stringArgument(value, name);
  if (codePointLength(fill) !== 1)
    throw new EvaluationFault('type', `\`${name}()\` fills with one character, not with ${codePointLength(fill)}`);
  return fill;
}

/** A string, or a tuple of strings of which any will do. */
export function stringsArgument(value: RuntimeValue | undefined, name: string): readonly string[] {
  if (value instanceof Tuple) return value.items.map((item) => stringArgument(item, name));
  if (value !== undefined && isList(value))
    throw new EvaluationFault(
      'type',
      `\`${name}()\` needs a string or a tuple of strings, not a list`,
      'use a tuple: `tuple(x)`',
    );
  return [stringArgument(value, name)];
}

/** What a function has around it when it is called. */
export interface Call {
  readonly meter: Meter;
  readonly today: () => CalendarDate;
  /** The function after `key=`, already found. */
  readonly key: ((item: RuntimeValue) => RuntimeValue) | null;
  /** Named arguments that the signature leaves open, which only `dict` has. */
  readonly named: ReadonlyMap<string, RuntimeValue>;
}

export interface Builtin {
  /** Null for a function that takes whatever names it is given. */
  readonly signature: Signature | null;
  readonly run: (given: readonly (RuntimeValue | undefined)[], call: Call) => RuntimeValue;
}

export type Builtins = Readonly<Record<string, Builtin>>;
