import {
  type Pair,
  type ParsedNode,
  type Range,
  type YAMLMap,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
} from 'yaml';
import { type Splice, lineEnd, lineEndOf, lineStart, nextLine } from './text-edit.js';

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
  return pairsOf(map, key).at(-1) ?? null;
}

/** All pairs of a key. */
export function pairsOf(map: MapNode, key: string): readonly PairNode[] {
  return map.items.filter((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** Whether a key is written as `? key`. */
export function isExplicit(pair: PairNode): boolean {
  return pair.srcToken?.start.some(({ type }) => type === 'explicit-key-ind') ?? false;
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
  const last = map.items.at(-1);
  const offsets = [
    before === null ? null : aboveKey(text, map, before, indent),
    last === undefined ? null : belowPair(text, last),
  ];
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

/** The offset above a key and the comments that lead it, but below those that belong to the pair before it. */
function aboveKey(text: string, map: MapNode, pair: PairNode, indent: string): number | null {
  const key = keyStart(pair);
  if (key === null) return null;
  let offset = lineStart(text, key);
  if (text.slice(offset, key) !== indent) return null;
  while (offset > 0) {
    const above = lineStart(text, offset - 1);
    if (!text.startsWith(`${indent}#`, above)) break;
    offset = above;
  }
  const before = map.items[map.items.indexOf(pair) - 1];
  return before === undefined ? offset : Math.max(offset, belowPair(text, before) ?? 0);
}

/** The offset below a pair and the comments that belong to it. */
function belowPair(text: string, pair: PairNode): number | null {
  const range = rangeOf(pair.value ?? pair.key);
  const key = keyStart(pair);
  if (range === null || key === null) return null;
  const end = range.end > 0 && text[range.end - 1] === '\n' ? range.end : nextLine(text, range.end);
  return belowComments(text, end, key - lineStart(text, key), endsInList(pair.value));
}

/**
 * Skips the comments that belong to what ends above them: those that are indented deeper than its key and, below a list,
 * items that somebody commented out, in whatever column the `#` is.
 */
function belowComments(text: string, start: number, keyColumn: number, afterList: boolean): number {
  let end = start;
  for (let offset = start; offset < text.length; offset = nextLine(text, offset)) {
    const line = text.slice(offset, lineEnd(text, offset));
    if (line.trim() === '') continue;
    const comment = /^([ \t]*)#(.*)$/.exec(line);
    if (comment === null) break;
    const [, indent = '', words = ''] = comment;
    if (indent.length > keyColumn || (afterList && /^#*\s*-(?:\s|$)/.test(words))) end = nextLine(text, offset);
  }
  return end;
}

/** Whether the last thing in a value is a list in block style. */
function endsInList(value: ParsedNode | null): boolean {
  if (isSeq(value)) return value.flow !== true;
  return isMap(value) && value.flow !== true && endsInList(value.items.at(-1)?.value ?? null);
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
