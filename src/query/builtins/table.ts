import { type Given, arrange } from '../methods/signature.js';
import type { Datum } from '../runtime/datum.js';
import { collections } from './collections.js';
import { conversions } from './conversions.js';
import { fields } from './fields.js';
import type { Builtin, Builtins, Call } from './function.js';
import { numbers } from './numbers.js';

const BUILTINS: Builtins = { ...conversions, ...collections, ...numbers, ...fields };

export const FUNCTION_NAMES: ReadonlySet<string> = new Set(Object.keys(BUILTINS));

/** A function by its name, which the tree has made sure of. */
export function builtin(name: string): Builtin {
  const found = Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined;
  if (found === undefined) throw new RangeError(`no function ${name}`);
  return found;
}

const NOTHING: ReadonlyMap<string, Datum> = new Map();

export function callBuiltin(name: string, { signature, run }: Builtin, given: Given, call: Omit<Call, 'named'>): Datum {
  if (signature === null) return run(given.positional, { ...call, named: given.named });
  return run(arrange(name, signature, given), { ...call, named: NOTHING });
}
