import { isAlias, isMap, isScalar } from 'yaml';
import { readMetadata } from '../../metadata/read.js';
import { valueAt } from '../../values/path.js';
import { type Scalar, type Value, entriesOf, getKey, hasKey, isList, isMapping } from '../../values/value.js';
import { type Edited, type Splice, applySplices, lineEnd, lineEndOf, lineStart } from './text-edit.js';
import {
  type MapNode,
  type PairNode,
  afterColon,
  blockLines,
  insertCandidates,
  isExplicit,
  lastPair,
  mappingUnder,
  pairsOf,
  replaceScalar,
  rangeOf,
  stepBelow,
  topMapping,
} from './yaml-edit.js';

/** The fields that a migration may change in a metadata file, below the data key. */
export interface MetadataChange {
  /** The whole address that `connectorBuildOptions.baseImage` gets. */
  readonly baseImage?: string;
  /** The version that `dockerImageTag` gets, and the one that it must hold now. */
  readonly version?: { readonly from: string; readonly to: string };
}

/**
 * Edits a metadata file in place; every byte outside the changed values stays. Every candidate edit is read back, and it
 * is refused where it would change anything else.
 */
export async function editMetadata(text: string, dataKey: string | null, change: MetadataChange): Promise<Edited> {
  const before = await parseDocument(text);
  if (typeof before === 'string') return refused(before);
  const top = topMapping(text);
  const data = top === null || dataKey === null ? top : mappingUnder(top, dataKey);
  if (top === null || data === null)
    return refused(`\`${dataKey ?? 'the document'}\` is not written out as a mapping of its own`);
  const ambiguous = ambiguousKey(text, top, data, dataKey);
  if (ambiguous !== null) return refused(ambiguous);

  const { version } = change;
  const prefix = dataKey === null ? '' : `${dataKey}.`;
  if (
    version !== undefined &&
    isMapping(before.document) &&
    valueAt(before.document, `${prefix}dockerImageTag`) !== version.from
  ) {
    return refused(`\`dockerImageTag\` is no longer ${version.from}: run it again`);
  }
  const tag: readonly Splice[] | null =
    version === undefined ? [] : tagSplice(text, lastPair(data, 'dockerImageTag'), version.to);
  if (tag === null) return refused('`dockerImageTag` is not written out as a text of its own');
  const candidates =
    change.baseImage === undefined ? [[]] : baseImageEdits(text, data, change.baseImage).map((splice) => [splice]);
  if (candidates.length === 0) return refused(noPlaceReason(text, top, data));

  let problem = '';
  for (const candidate of candidates) {
    const edited = applySplices(text, [...candidate, ...tag]);
    const found = await unintendedChange(before.document, edited, prefix, change);
    if (found === null) return { ok: true, text: edited };
    problem ||= found;
  }
  return refused(problem);
}

/** Why a key that the edit goes by cannot be gone by; null where all of them can. */
function ambiguousKey(text: string, top: MapNode, data: MapNode, dataKey: string | null): string | null {
  const options = mappingUnder(data, OPTIONS);
  const places: readonly (readonly [MapNode | null, string])[] = [
    ...(dataKey === null ? [] : [[top, dataKey] as const]),
    [data, 'dockerImageTag'],
    [data, OPTIONS],
    [options, BASE_IMAGE],
  ];
  for (const [map, key] of places) {
    const lines = map === null ? [] : pairsOf(map, key).map((pair) => lineOf(text, pair));
    if (lines.length > 1)
      return `\`${key}\` is there more than once (lines ${lines.join(', ')}), and readers differ in which one they take: leave one`;
  }
  return null;
}

/** Why there is no way to set the base image. */
function noPlaceReason(text: string, top: MapNode, data: MapNode): string {
  const options = lastPair(data, OPTIONS);
  if (options !== null && !isMap(options.value))
    return `\`${OPTIONS}\` is neither empty nor a mapping (line ${lineOf(text, options)})`;
  const explicit = [top, data, mappingUnder(data, OPTIONS)].flatMap((map) => map?.items.find(isExplicit) ?? []);
  const [pair] = explicit;
  return pair === undefined
    ? `\`${OPTIONS}\` has no place that can be edited in place`
    : `line ${lineOf(text, pair)} has an explicit key, which leaves no place to edit: write \`${String(pair.key)}:\` instead of \`? ${String(pair.key)}\``;
}

/** From 1. */
function lineOf(text: string, pair: PairNode): number {
  return text.slice(0, rangeOf(pair.key)?.start ?? 0).split('\n').length;
}

function tagSplice(text: string, pair: ReturnType<typeof lastPair>, version: string): readonly Splice[] | null {
  const splice = pair === null ? null : replaceScalar(text, pair, version);
  return splice === null ? null : [splice];
}

/** Reads the edited text back. Returns what is wrong with it, or null where the intended fields and no others changed. */
async function unintendedChange(
  before: Value,
  edited: string,
  prefix: string,
  change: MetadataChange,
): Promise<string | null> {
  const after = await parseDocument(edited);
  if (typeof after === 'string') return `an edit in place would break the file: ${after}`;
  const intended = new Map<string, string>();
  if (change.baseImage !== undefined) intended.set(`${prefix}connectorBuildOptions.baseImage`, change.baseImage);
  if (change.version !== undefined) intended.set(`${prefix}dockerImageTag`, change.version.to);
  for (const [path, value] of intended) {
    const actual = isMapping(after.document) ? valueAt(after.document, path) : undefined;
    if (actual !== value) return `an edit in place would not set \`${path}\``;
  }
  // An empty `connectorBuildOptions` becomes a mapping: the intended change, one level up.
  const allowed = new Set([...intended.keys(), `${prefix}connectorBuildOptions`]);
  const other = differences(before, after.document).find((path) => !allowed.has(path));
  return other === undefined ? null : `an edit in place would change \`${other}\` as well`;
}

async function parseDocument(text: string): Promise<{ document: Value } | string> {
  const result = await readMetadata(new TextEncoder().encode(text));
  if (result.ok) return { document: result.document };
  return result.error.line === undefined ? result.error.message : `line ${result.error.line}: ${result.error.message}`;
}

function refused(reason: string): Edited {
  return { ok: false, reason };
}

const OPTIONS = 'connectorBuildOptions';
const BASE_IMAGE = 'baseImage';

/** Ways to set `connectorBuildOptions.baseImage` in the data mapping, the most natural one first. */
function baseImageEdits(text: string, data: MapNode, address: string): readonly Splice[] {
  const options = lastPair(data, OPTIONS);
  if (options === null) return insertCandidates(text, data, { path: [OPTIONS, BASE_IMAGE], value: address });
  if (isMap(options.value) && options.value.items.length > 0) return setInOptions(text, options.value, address);
  const empty = options.value === null || isMap(options.value) || isAlias(options.value) || isNull(options);
  return empty ? replaceEmptyOptions(text, data, options, address) : [];
}

function setInOptions(text: string, options: MapNode, address: string): readonly Splice[] {
  const pair = lastPair(options, BASE_IMAGE);
  if (pair === null) return insertCandidates(text, options, { path: [BASE_IMAGE], value: address });
  const splice = replaceScalar(text, pair, address);
  return splice === null ? [] : [splice];
}

/** For `connectorBuildOptions:` with nothing, `~`, `{}` or an alias after it. */
function replaceEmptyOptions(text: string, data: MapNode, options: PairNode, address: string): readonly Splice[] {
  const colon = afterColon(options);
  const key = rangeOf(options.key);
  if (colon === null || key === null) return [];
  const written = options.value === null ? null : rangeOf(options.value);
  const end = written === null || written.start === written.end ? colon : written.end;
  if (data.flow) {
    const quote = text[key.start] === '"' ? '"' : '';
    return [{ start: colon, end, text: ` {${quote}${BASE_IMAGE}${quote}: ${quote}${address}${quote}}` }];
  }
  const indent = text.slice(lineStart(text, key.start), key.start);
  const lines = blockLines(
    { path: [BASE_IMAGE], value: address },
    `${indent}${stepBelow(indent)}`,
    '',
    lineEndOf(text),
  );
  // The rest of the line is a comment, and stays on it.
  const rest = text.slice(end, lineEnd(text, end));
  return [{ start: colon, end: end + rest.length, text: `${rest.trimEnd()}${lineEndOf(text)}${lines}` }];
}

function isNull(pair: PairNode): boolean {
  return isScalar(pair.value) && pair.value.value === null;
}

/** The dotted paths at which two documents differ, each as deep as possible. */
export function differences(before: Value, after: Value, path = ''): readonly string[] {
  if (isMapping(before) && isMapping(after)) {
    const keys = new Set([...entriesOf(before), ...entriesOf(after)].map(([key]) => key));
    return [...keys].flatMap((key) => {
      if (typeof key !== 'string')
        return differences([...entriesOf(before)], [...entriesOf(after)], join(path, keyText(key)));
      const inner = join(path, key);
      if (hasKey(before, key) && hasKey(after, key))
        return differences(getKey(before, key) ?? null, getKey(after, key) ?? null, inner);
      return addedOrRemoved(hasKey(before, key) ? getKey(before, key) : getKey(after, key), inner);
    });
  }
  if (isList(before) && isList(after)) {
    if (before.length !== after.length) return [path];
    return before.flatMap((item, index) => differences(item, after[index] ?? null, join(path, String(index))));
  }
  return sameScalar(before, after) ? [] : [path];
}

/** A mapping that was added or removed differs at its leaves, so that `{}` → `{ baseImage }` is one difference. */
function addedOrRemoved(value: Value | undefined, path: string): readonly string[] {
  if (value === undefined || !isMapping(value)) return [path];
  return [...entriesOf(value)].flatMap(([key, inner]) => addedOrRemoved(inner, join(path, keyText(key))));
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function keyText(key: Scalar): string {
  return typeof key === 'object' ? JSON.stringify(key) : String(key);
}

function sameScalar(a: Value, b: Value): boolean {
  if (typeof a !== typeof b) return false;
  if (typeof a === 'object' && a !== null && b !== null)
    return a.constructor === b.constructor && JSON.stringify(a) === JSON.stringify(b);
  return Object.is(a, b);
}
