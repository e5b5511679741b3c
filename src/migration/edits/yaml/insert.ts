import type { Splice } from '../splice.js';
import { lineEndOf, lineStart, nextLine } from '../text-file.js';
import { spanOf, type MapNode, type PairNode } from './nodes.js';

/** A key with a text below it: `connectorBuildOptions: { baseImage: … }` has the path of both keys. */
export interface NewEntry {
  readonly path: readonly [string, ...string[]];
  readonly value: string;
}

/** Every way to add an entry to a mapping, the most natural one first. The caller takes the first that reads back as meant. */
export function waysToInsert(text: string, map: MapNode, entry: NewEntry): readonly Splice[] {
  return map.flow ? inFlow(text, map, entry) : inBlock(text, map, entry);
}

/** The lines of a block entry, each indented, without the last line end. `step` is one level's indentation. */
export function blockLines(entry: NewEntry, indent: string, step: string, lineEnd: string): string {
  const keys = entry.path.map((key, depth) => `${indent}${step.repeat(depth)}${key}:`);
  return `${keys.join(lineEnd)} ${entry.value}`;
}

function inFlow(text: string, map: MapNode, entry: NewEntry): readonly Splice[] {
  const span = spanOf(map);
  if (span === null) return [];
  const first = keyStart(map.items[0]);
  if (first === null) return [{ start: span.start + 1, end: span.start + 1, text: flowEntry(entry, false) }];
  const gap = text.slice(span.start + 1, first);
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
  const before = inOrderBefore(map, entry.path[0]);
  const places = [before === null ? null : aboveKey(text, before, indent), belowLast(text, map)];
  return places.filter((place) => place !== null).map((place) => onOwnLine(text, place, lines, lineEnd));
}

function onOwnLine(text: string, place: number, lines: string, lineEnd: string): Splice {
  // Only the end of a text without a final line end lacks one before it.
  const unfinished = place > 0 && text[place - 1] !== '\n';
  return { start: place, end: place, text: unfinished ? `${lineEnd}${lines}` : `${lines}${lineEnd}` };
}

/** The key before which a new one is in alphabetical order, where the keys up to there keep that order; null otherwise. */
function inOrderBefore(map: MapNode, key: string): PairNode | null {
  const names = map.items.map((pair) => String(pair.key));
  const at = names.findIndex((name) => name > key);
  const around = names.slice(0, at + 2);
  const sorted = around.every((name, index) => index === 0 || (around[index - 1] ?? '') < name);
  return sorted ? (map.items[at] ?? null) : null;
}

/** Above a key and the comments that lead it. */
function aboveKey(text: string, pair: PairNode, indent: string): number | null {
  const key = keyStart(pair);
  if (key === null) return null;
  let place = lineStart(text, key);
  if (text.slice(place, key) !== indent) return null;
  while (place > 0) {
    const above = lineStart(text, place - 1);
    if (!text.startsWith(`${indent}#`, above)) break;
    place = above;
  }
  return place;
}

function belowLast(text: string, map: MapNode): number | null {
  const last = map.items.at(-1);
  const span = last && spanOf(last.value ?? last.key);
  if (!span) return null;
  return span.end > 0 && text[span.end - 1] === '\n' ? span.end : nextLine(text, span.end);
}

function keyStart(pair: PairNode | undefined): number | null {
  return pair === undefined ? null : (spanOf(pair.key)?.start ?? null);
}

/** The data mapping is one level deep, so its own indentation is the file's step. */
export function stepBelow(indent: string): string {
  return indent === '' ? '  ' : indent;
}
