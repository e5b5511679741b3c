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
  const keys = new KnownKeys(fleet.connectors);
  const unknown = new Map<string, UnknownField>();
  for (const path of paths.values()) {
    const missing = firstMissing(path, fleet.connectors, keys);
    if (missing === undefined) continue;
    const shown = pathText(pathOfKeys(missing));
    if (unknown.has(shown)) continue;
    // Who misspells more than a few sees so without a suggestion for each.
    const meant = unknown.size < MOST_SUGGESTED ? suggestion(path, missing, fleet.connectors, keys) : undefined;
    unknown.set(shown, meant === undefined ? { path: shown } : { path: shown, nearest: pathText(meant) });
  }
  return [...unknown.values()];
}

const MOST_SUGGESTED = 20;

/** The shortest beginning of the path that no connector has. */
function firstMissing(
  path: readonly string[],
  connectors: readonly Connector[],
  keys: KnownKeys,
): readonly string[] | undefined {
  // Most fields are found in one of the first connectors; the keys beside one that was not are known already.
  if (!keys.knows(path.slice(0, -1)) && connectors.some((connector) => hasPath(connector, path))) return undefined;
  const index = path.findIndex((key, at) => at > 0 && !keys.at(path.slice(0, at)).has(key));
  return index === -1 ? undefined : path.slice(0, index + 1);
}

function suggestion(
  path: readonly string[],
  missing: readonly string[],
  connectors: readonly Connector[],
  keys: KnownKeys,
): FieldPath | undefined {
  const parent = missing.slice(0, -1);
  const joined = joinedPath(path, connectors);
  if (joined !== undefined) return joined;
  const meant = nearest(missing.at(-1) ?? '', [...keys.at(parent)]);
  return meant === undefined ? undefined : pathOfKeys([...parent, meant]);
}

/** The keys that any connector has at a path, gathered once for each path. */
class KnownKeys {
  private readonly known = new Map<string, ReadonlySet<string>>();

  constructor(private readonly connectors: readonly Connector[]) {}

  knows(path: readonly string[]): boolean {
    return this.known.has(path.join('\0'));
  }

  at(path: readonly string[]): ReadonlySet<string> {
    const name = path.join('\0');
    const keys = this.known.get(name) ?? keysAt(path, this.connectors);
    this.known.set(name, keys);
    return keys;
  }
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
