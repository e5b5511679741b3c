import { type Connector, dataOf } from '../fleet/connector.js';
import type { Fleet } from '../fleet/scan.js';
import { nearest } from '../text/nearest.js';
import { type FieldPath, dottedReading, keyStep, pathOfKeys, pathText } from '../values/path.js';
import { type PlainMapping, type Value, entriesOf, getKey, isMapping } from '../values/value.js';
import type { RequestedQuery } from './decide.js';
import { SCANNED_FIELDS } from './fields.js';
import type { UnknownField } from './selection.js';

/** The field paths that the queries read and that no connector has: a misspelt field looks just like a missing one. */
export function unknownFields(queries: readonly RequestedQuery[], fleet: Fleet): readonly UnknownField[] {
  if (fleet.connectors.length === 0) return [];
  const paths = new Map(
    queries.flatMap(({ compiled }) => compiled.fields.map(({ path }) => [pathText(pathOfKeys(path)), path] as const)),
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
  const missing = pathText(pathOfKeys(path.slice(0, length)));
  const meant = joinedPath(path, connectors) ?? nearestPath(parent, written, connectors);
  return meant === undefined ? { path: missing } : { path: missing, nearest: pathText(meant) };
}

/** The path whose keys hold the dots: `data.labels.example.com` is meant as `data.labels['example.com']`. */
function joinedPath(path: readonly string[], connectors: readonly Connector[]): FieldPath | undefined {
  const [root = keyStep('data'), ...below] = pathOfKeys(path);
  if (path[0] !== 'data') return undefined;
  for (const connector of connectors) {
    const reading = dottedReading(dataOf(connector), below);
    if (reading !== undefined) return [root, ...reading];
  }
  return undefined;
}

function nearestPath(
  parent: readonly string[],
  written: string,
  connectors: readonly Connector[],
): FieldPath | undefined {
  const meant = nearest(written, [...keysAt(parent, connectors)]);
  return meant === undefined ? undefined : pathOfKeys([...parent, meant]);
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

/** Whether a connector has what a query reads at a path such as data, connectorBuildOptions, baseImage. */
export function hasPath(connector: Connector, path: readonly string[]): boolean {
  return valueAtPath(connector, path) !== undefined;
}

/** What a connector has at a path whose first part is a name that queries know. */
function valueAtPath(connector: Connector, [name = '', ...keys]: readonly string[]): Value | undefined {
  let value: Value | undefined = name === 'data' ? dataOf(connector) : name === 'connector' ? SCANNED_SHAPE : undefined;
  for (const key of keys) {
    if (value === undefined || !isMapping(value)) return undefined;
    value = getKey(value, key);
  }
  return value;
}

/** Every connector has all of these, and nothing below them. */
const SCANNED_SHAPE: PlainMapping = Object.fromEntries(SCANNED_FIELDS.map((name) => [name, null]));
