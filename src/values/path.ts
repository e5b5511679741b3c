import { getKey, isMapping } from './mapping.js';
import type { Mapping, Value } from './value.js';

/**
 * The value at a dotted field path such as `ab_internal.ql`, or undefined where a part is missing.
 * A key that holds dots itself (`releases.breakingChanges.1.0.0`) is found too: the longest key that fits wins.
 */
export function valueAt(mapping: Mapping, path: string): Value | undefined {
  const whole = getKey(mapping, path);
  if (whole !== undefined) return whole;
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const inner = getKey(mapping, path.slice(0, dot));
    if (inner === undefined || !isMapping(inner)) continue;
    const found = valueAt(inner, path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}
