import type { Connector } from '../fleet/connector.js';
import type { Fleet } from '../fleet/fleet.js';
import { nearest } from '../text/nearest.js';
import { entriesOf, isMapping } from '../values/value.js';
import type { RequestedQuery } from './decide.js';
import { hasPath, valueAtPath } from './field-reads.js';
import type { UnknownField } from './selection.js';

/** The field paths that the queries read and that no connector has: a misspelt field looks just like a missing one. */
export function unknownFields(queries: readonly RequestedQuery[], fleet: Fleet): readonly UnknownField[] {
  if (fleet.connectors.length === 0) return [];
  const paths = new Map(
    queries.flatMap(({ compiled }) => compiled.fields.map(({ path }) => [path.join('.'), path] as const)),
  );
  const unknown = new Map<string, UnknownField>();
  for (const path of paths.values()) {
    const missing = firstMissing(path, fleet.connectors);
    if (missing !== undefined && !unknown.has(missing.path)) unknown.set(missing.path, missing);
  }
  return [...unknown.values()];
}

/** The shortest beginning of the path that no connector has, with the nearest field beside it. */
function firstMissing(path: readonly string[], connectors: readonly Connector[]): UnknownField | undefined {
  if (connectors.some((connector) => hasPath(connector, path))) return undefined;
  const length =
    path.findIndex((_, index) => !connectors.some((connector) => hasPath(connector, path.slice(0, index + 1)))) + 1;
  const parent = path.slice(0, length - 1);
  const written = path[length - 1];
  if (written === undefined || parent.length === 0) return undefined;
  const meant = nearest(written, [...keysAt(parent, connectors)]);
  const missing = path.slice(0, length).join('.');
  return meant === undefined ? { path: missing } : { path: missing, nearest: [...parent, meant].join('.') };
}

function keysAt(path: readonly string[], connectors: readonly Connector[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const connector of connectors) {
    const value = valueAtPath(connector, path);
    if (value === undefined || !isMapping(value)) continue;
    for (const [key] of entriesOf(value)) if (typeof key === 'string') keys.add(key);
  }
  return keys;
}
