import type { Connector } from '../fleet/connector.js';
import { entriesOf, isMapping } from '../values/mapping.js';
import type { Mapping } from '../values/value.js';

/** Every field path into the metadata (`data.ab_internal.ql`), with how many connectors have it, most common first. */
export function fieldPaths(connectors: readonly Connector[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { data } of connectors) {
    for (const path of pathsIn(data, 'data')) counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}

function* pathsIn(mapping: Mapping, prefix: string): Generator<string> {
  for (const [key, value] of entriesOf(mapping)) {
    if (typeof key !== 'string') continue;
    const path = `${prefix}.${key}`;
    yield path;
    if (isMapping(value)) yield* pathsIn(value, path);
  }
}
