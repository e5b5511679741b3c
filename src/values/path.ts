import { type Mapping, type Value, entriesOf, getKey, isList, isMapping } from './value.js';

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

/** True for a path that may match many values: `tags[]` is each item, `breakingChanges.*.message` goes under any key. */
export function isPattern(path: string): boolean {
  return path.split('.').some((part) => part === '*' || part.endsWith('[]'));
}

/** All values that a path matches, in source order; `*` is any key, `[]` any item. */
export function valuesAt(value: Value, path: string): readonly Value[] {
  return matches(value, path.split('.'));
}

function matches(value: Value, parts: readonly string[]): readonly Value[] {
  if (parts.length === 0) return [value];
  if (!isMapping(value)) return [];
  if (parts[0] === '*') return [...entriesOf(value)].flatMap(([, inner]) => matches(inner, parts.slice(1)));
  for (let length = parts.length; length > 0; length--) {
    const [key, depth] = withoutBrackets(parts.slice(0, length).join('.'));
    const inner = getKey(value, key);
    if (inner === undefined) continue;
    const found = itemsOf(inner, depth).flatMap((item) => matches(item, parts.slice(length)));
    if (found.length > 0) return found;
  }
  return [];
}

function withoutBrackets(name: string): readonly [string, number] {
  const key = name.replace(/(?:\[\])+$/, '');
  return [key, (name.length - key.length) / 2];
}

function itemsOf(value: Value, depth: number): readonly Value[] {
  if (depth === 0) return [value];
  return isList(value) ? value.flatMap((item) => itemsOf(item, depth - 1)) : [];
}
