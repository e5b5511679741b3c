import type { RuntimeValue } from '../runtime/runtime-value.js';
import { type Builtins, type Call, type Given, arrange } from '../signature.js';
import { collectionFunctions } from './collections.js';
import { conversionFunctions } from './conversions.js';
import { metadataFunctions } from './metadata.js';
import { numberFunctions } from './numbers.js';

const BUILTINS: Builtins = { ...conversionFunctions, ...collectionFunctions, ...numberFunctions, ...metadataFunctions };

export const FUNCTION_NAMES: ReadonlySet<string> = new Set(Object.keys(BUILTINS));

/** A function of the language, to be called with its arguments. */
type BoundFunction = (given: Given, call: Omit<Call, 'named'>) => RuntimeValue;

const NO_NAMES: ReadonlyMap<string, RuntimeValue> = new Map();

/** The function of that name, or null. */
export function functionNamed(name: string): BoundFunction | null {
  const found = Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined;
  if (found === undefined) return null;
  const { signature, run } = found;
  if (signature === null) return (given, call) => run(given.positional, { ...call, named: given.named });
  return (given, call) => run(arrange(name, signature, given), { ...call, named: NO_NAMES });
}
