import type { RuntimeValue } from '../runtime/runtime-value.js';
import { type Builtin, type Builtins, type Call, type Given, arrange } from '../signature.js';
import { collectionFunctions } from './collections.js';
import { conversionFunctions } from './conversions.js';
import { metadataFunctions } from './metadata.js';
import { numberFunctions } from './numbers.js';

const BUILTINS: Builtins = { ...conversionFunctions, ...collectionFunctions, ...numberFunctions, ...metadataFunctions };

export const FUNCTION_NAMES: ReadonlySet<string> = new Set(Object.keys(BUILTINS));

/** A function by its name, which the tree has made sure of. */
export function builtin(name: string): Builtin {
  const found = Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined;
  if (found === undefined) throw new RangeError(`no function ${name}`);
  return found;
}

const NOTHING: ReadonlyMap<string, RuntimeValue> = new Map();

export function callBuiltin(
  name: string,
  { signature, run }: Builtin,
  given: Given,
  call: Omit<Call, 'named'>,
): RuntimeValue {
  if (signature === null) return run(given.positional, { ...call, named: given.named });
  return run(arrange(name, signature, given), { ...call, named: NOTHING });
}
