import { Fault } from '../errors.js';
import type { Meter } from '../run/meter.js';
import type { Datum } from '../runtime/datum.js';

/** What a call was given. */
export interface Given {
  readonly positional: readonly Datum[];
  readonly named: ReadonlyMap<string, Datum>;
}

/** What a function or method takes. */
export interface Signature {
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
export function arrange(name: string, signature: Signature, given: Given): readonly (Datum | undefined)[] {
  const { positional, named } = given;
  const placed: (Datum | undefined)[] = [...positional];
  if (positional.length > signature.most) throw wrongCount(name, signature, positional.length);
  for (const [key, value] of named) {
    const index = signature.names.indexOf(key);
    if (index < 0) throw new Fault('type', `\`${name}()\` takes no argument \`${key}\``);
    if (index < positional.length) throw new Fault('type', `\`${name}()\` is given \`${key}\` twice`);
    placed[index] = value;
  }
  for (let i = 0; i < signature.least; i += 1)
    if (placed[i] === undefined) throw wrongCount(name, signature, positional.length);
  return placed;
}

function wrongCount(name: string, { least, most }: Signature, count: number): Fault {
  const wanted = least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
  return new Fault('type', `\`${name}()\` takes ${wanted} argument${wanted === '1' ? '' : 's'}, not ${count}`);
}

/** A method of one kind of value. */
export interface Method<Self> {
  readonly signature: Signature;
  readonly run: (self: Self, given: readonly (Datum | undefined)[], meter: Meter) => Datum;
}

export type Methods<Self> = Readonly<Record<string, Method<Self>>>;
