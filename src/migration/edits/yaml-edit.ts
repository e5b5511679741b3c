import { type Pair, type ParsedNode, type Range, type YAMLMap, isAlias, isMap, isScalar, parseDocument } from 'yaml';
import { type Splice, lineEndOf, lineStart, nextLine } from './text-edit.js';

export type MapNode = YAMLMap.Parsed;
export type PairNode = Pair<ParsedNode, ParsedNode | null>;

/** The mapping at the top of a YAML text, with the range of every node; null where there is none. */
export function topMapping(text: string): MapNode | null {
  const document = parseDocument(text, {
    version: '1.1',
    uniqueKeys: false,
    keepSourceTokens: true,
    logLevel: 'silent',
  });
  return isMap(document.contents) ? document.contents : null;
}

/** The pair of a key; where there are several, YAML readers take the last. */
export function lastPair(map: MapNode, key: string): PairNode | null {
  return map.items.findLast((pair) => isScalar(pair.key) && pair.key.value === key) ?? null;
}

/** The mapping under a key, where it is written out there. */
export function mappingUnder(map: MapNode, key: string): MapNode | null {
  const value = lastPair(map, key)?.value;
  return isMap(value) ? value : null;
}

/** The range of a node's own text, without comments and line ends after it. */
export function rangeOf(node: { readonly range?: Range | null | undefined }): { start: number; end: number } | null {
  return node.range ? { start: node.range[0], end: node.range[1] } : null;
}

/** Just after the `:` of a pair, or null where it has none. */
export function afterColon(pair: PairNode): number | null {
  const token = pair.srcToken;
  const colon = token && 'sep' in token ? token.sep.find((part) => part.type === 'map-value-ind') : undefined;
  return colon === undefined ? null : colon.offset + colon.source.length;
}

/** A key with a text below it: `connectorBuildOptions: { baseImage: … }` has the path of both keys. */
interface NewEntry {
  readonly path: readonly [string, ...string[]];
  readonly value: string;
}

/** Ways to add an entry to a mapping, the most natural one first. The caller takes the first that reads back as meant. */
export function insertCandidates(text: string, map: MapNode, entry: NewEntry): readonly Splice[] {
  return map.flow ? inFlow(text, map, entry) : inBlock(text, map, entry);
}

/** The lines of a block entry, each indented, without the last line end. `step` is one level's indentation. */
export function blockLines(entry: NewEntry, indent: string, step: string, lineEnd: string): string {
  const keys = entry.path.map((key, depth) => `${indent}${step.repeat(depth)}${key}:`);
  return `${keys.join(lineEnd)} ${entry.value}`;
}

function inFlow(text: string, map: MapNode, entry: NewEntry): readonly Splice[] {
  const range = rangeOf(map);
  if (range === null) return [];
  const first = keyStart(map.items[0]);
  if (first === null) return [{ start: range.start + 1, end: range.start + 1, text: flowEntry(entry, false) }];
  const gap = text.slice(range.start + 1, first);
  const separator = gap === '' || gap.trim() !== '' ? ' ' : gap;
  return [{ start: first, end: first, text: `${flowEntry(entry, text[first] === '"')},${separator}` }];
}

function flowEntry(entry: NewEntry, quoted: boolean): string {
  const show = (word: string): string => (quoted ? JSON.stringify(word) : word);
  return entry.path.reduceRight((inner, key, depth) => {
    const pair = `${show(key)}: ${inner}`;
    return depth === 0 ? pair : `{${pair}}`;
  }, show(entry.value));
}

function inBlock(text: string, map: MapNode, entry: NewEntry): readonly Splice[] {
  const first = keyStart(map.items[0]);
  if (first === null) return [];
  const indent = text.slice(lineStart(text, first), first);
  if (indent.trim() !== '') return [];
  const lineEnd = lineEndOf(text);
  const lines = blockLines(entry, indent, stepBelow(indent), lineEnd);
  const before = successorOf(map, entry.path[0]);
  const offsets = [before === null ? null : aboveKey(text, before, indent), belowLast(text, map)];
  return offsets.filter((offset) => offset !== null).map((offset) => onOwnLine(text, offset, lines, lineEnd));
}

function onOwnLine(text: string, offset: number, lines: string, lineEnd: string): Splice {
  // Only the end of a text without a final line end lacks one before it.
  const unfinished = offset > 0 && text[offset - 1] !== '\n';
  return { start: offset, end: offset, text: unfinished ? `${lineEnd}${lines}` : `${lines}${lineEnd}` };
}

/** The pair before which a new key is in alphabetical order; null where the keys up to there are not in that order. */
function successorOf(map: MapNode, key: string): PairNode | null {
  const names = map.items.map((pair) => String(pair.key));
  const next = names.findIndex((name) => name > key);
  const upToNext = names.slice(0, next + 2);
  const sorted = upToNext.every((name, index) => index === 0 || (upToNext[index - 1] ?? '') < name);
  return sorted ? (map.items[next] ?? null) : null;
}

/** The offset above a key and the comments that lead it. */
function aboveKey(text: string, pair: PairNode, indent: string): number | null {
  const key = keyStart(pair);
  if (key === null) return null;
  let offset = lineStart(text, key);
  if (text.slice(offset, key) !== indent) return null;
  while (offset > 0) {
    const above = lineStart(text, offset - 1);
    if (!text.startsWith(`${indent}#`, above)) break;
    offset = above;
  }
  return offset;
}

function belowLast(text: string, map: MapNode): number | null {
  const last = map.items.at(-1);
  const range = last && rangeOf(last.value ?? last.key);
  if (!range) return null;
  return range.end > 0 && text[range.end - 1] === '\n' ? range.end : nextLine(text, range.end);
}

function keyStart(pair: PairNode | undefined): number | null {
  return pair === undefined ? null : (rangeOf(pair.key)?.start ?? null);
}

/** One more level of indentation. The data mapping is one level deep, so its own indentation is the file's step. */
export function stepBelow(indent: string): string {
  return indent === '' ? '  ' : indent;
}

/** Replaces the scalar value of a pair, in the same quotes; null where the value is no scalar. */
export function replaceScalar(text: string, pair: PairNode, value: string): Splice | null {
  const colon = afterColon(pair);
  const node = pair.value;
  if (node === null) return colon === null ? null : { start: colon, end: colon, text: ` ${value}` };
  const range = rangeOf(node);
  if (range === null || !(isScalar(node) || isAlias(node))) return null;
  if (range.start === range.end) return colon === null ? null : { start: colon, end: colon, text: ` ${value}` };
  const written = text.slice(range.start, range.end);
  return { start: range.start, end: range.end - trailingLineEnds(written), text: quotedLike(written, value) };
}

function quotedLike(written: string, value: string): string {
  if (written.startsWith('"')) return JSON.stringify(value);
  return written.startsWith("'") ? `'${value.replaceAll("'", "''")}'` : value;
}

/** The length of the line ends that a block scalar's range includes. */
function trailingLineEnds(written: string): number {
  return /^[|>]/.test(written) ? (/\r?\n\s*$/.exec(written)?.[0].length ?? 0) : 0;
}
