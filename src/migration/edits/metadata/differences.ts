import { type Scalar, type Value, entriesOf, getKey, hasKey, isList, isMapping } from '../../../values/value.js';

/** Dotted paths at which two documents differ, each as deep as it can be told. */
export function differences(before: Value, after: Value, path = ''): readonly string[] {
  if (isMapping(before) && isMapping(after)) {
    const keys = new Set([...entriesOf(before), ...entriesOf(after)].map(([key]) => key));
    return [...keys].flatMap((key) => {
      if (typeof key !== 'string')
        return differences([...entriesOf(before)], [...entriesOf(after)], below(path, shown(key)));
      const inner = below(path, key);
      if (hasKey(before, key) && hasKey(after, key))
        return differences(getKey(before, key) ?? null, getKey(after, key) ?? null, inner);
      return addedOrRemoved(hasKey(before, key) ? getKey(before, key) : getKey(after, key), inner);
    });
  }
  if (isList(before) && isList(after)) {
    if (before.length !== after.length) return [path];
    return before.flatMap((item, index) => differences(item, after[index] ?? null, below(path, String(index))));
  }
  return sameScalar(before, after) ? [] : [path];
}

/** A mapping that came or went differs at its leaves, so that `{}` → `{ baseImage }` is one difference. */
function addedOrRemoved(value: Value | undefined, path: string): readonly string[] {
  if (value === undefined || !isMapping(value)) return [path];
  return [...entriesOf(value)].flatMap(([key, inner]) => addedOrRemoved(inner, below(path, shown(key))));
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function shown(key: Scalar): string {
  return typeof key === 'object' ? JSON.stringify(key) : String(key);
}

function sameScalar(a: Value, b: Value): boolean {
  if (typeof a !== typeof b) return false;
  if (typeof a === 'object' && a !== null && b !== null)
    return a.constructor === b.constructor && JSON.stringify(a) === JSON.stringify(b);
  return Object.is(a, b);
}
