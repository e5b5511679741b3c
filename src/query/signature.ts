import type { CalendarDate } from '../values/dates.js';
import { EvaluationFault } from './errors.js';
import type { Meter } from './meter.js';
import { codePointLength } from './runtime/code-points.js';
import { integerOf } from './runtime/numbers.js';
import { type RuntimeValue, Tuple, describeKind, isList } from './runtime/runtime-value.js';

/** The arguments of a call. */
export interface Given {
  readonly positional: readonly RuntimeValue[];
  readonly named: ReadonlyMap<string, RuntimeValue>;
}

/** The parameters of a function or method. */
interface Signature {
  readonly least: number;
  /** Arguments by position at most. */
  readonly most: number;
  /** Names of the parameters by position, then those that only have a name; null for one that has no name. */
  readonly names: readonly (string | null)[];
}

/** A signature of positional parameters. */
export function takes(least: number, most: number = least): Signature {
  return { least, most, names: [] };
}

/** A signature of parameters that can also be given by name. */
export function takesNamed(least: number, ...names: readonly (string | null)[]): Signature {
  return { least, most: names.length, names };
}

/** The signature with more parameters, which can only be given by name. */
export function withNamed({ least, most, names }: Signature, ...more: readonly string[]): Signature {
  return { least, most, names: [...Array.from({ length: most }, (_, index) => names[index] ?? null), ...more] };
}

/**
 * The arguments by position; undefined for one that was left out.
 * @throws EvaluationFault for too many, too few, unknown or repeated arguments
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

/** A string, or null where the argument is left out or `None`. */
export function optionalString(value: RuntimeValue | undefined, name: string): string | null {
  return value === undefined || value === null ? null : stringArgument(value, name);
}

/** An argument that has to be an integer; a bigint is rounded to the nearest number. */
export function integerArgument(value: RuntimeValue | undefined, name: string, missing?: number): number {
  if (value === undefined && missing !== undefined) return missing;
  const integer = value === undefined ? null : integerOf(value);
  if (integer === null)
    throw new EvaluationFault('type', `\`${name}()\` needs an integer, not ${describeKind(value ?? null)}`);
  return Number(integer);
}

/** An integer that has to fit a machine word, as in CPython. */
export function machineIntegerArgument(value: RuntimeValue | undefined, name: string, missing?: number): number {
  const integer = integerArgument(value, name, missing);
  if (Math.abs(integer) > 2 ** 63) throw new EvaluationFault('overflow', `the integer is too large for \`${name}()\``);
  return integer;
}

/** A bound such as the start of a search: an integer, or `None` for the end of the text. */
export function boundArgument(value: RuntimeValue | undefined, name: string, missing: number, length: number): number {
  if (value === undefined || value === null) return missing;
  const bound = integerArgument(value, name);
  return Math.max(0, bound < 0 ? bound + length : bound);
}

/** A fill character; a space by default. */
export function fillArgument(value: RuntimeValue | undefined, name: string, meter: Meter): string {
  if (value === undefined) return ' ';
  const fill = stringArgument(value, name);
  const length = codePointLength(fill, meter);
  if (length !== 1) throw new EvaluationFault('type', `\`${name}()\` fills with one character, not with ${length}`);
  return fill;
}

/** A string, or a tuple of alternatives: like Python, it fails at one that is no string when it comes to it. */
export function* stringAlternatives(value: RuntimeValue | undefined, name: string, meter: Meter): Iterable<string> {
  if (value instanceof Tuple) {
    for (const item of value.items) {
      meter.spend(1);
      yield stringArgument(item, name);
    }
    return;
  }
  if (value !== undefined && isList(value))
    throw new EvaluationFault(
      'type',
      `\`${name}()\` needs a string or a tuple of strings, not a list`,
      'use a tuple: `tuple(x)`',
    );
  yield stringArgument(value, name);
}

/** The context in which a function is called. */
export interface Call {
  readonly meter: Meter;
  readonly today: () => CalendarDate;
  /** The function after `key=`. */
  readonly key: ((item: RuntimeValue) => RuntimeValue) | null;
  /** The named arguments of a function without a signature. */
  readonly named: ReadonlyMap<string, RuntimeValue>;
}

export interface Builtin {
  /** Null for a function that checks its arguments itself. */
  readonly signature: Signature | null;
  readonly run: (given: readonly (RuntimeValue | undefined)[], call: Call) => RuntimeValue;
}

export type Builtins = Readonly<Record<string, Builtin>>;
