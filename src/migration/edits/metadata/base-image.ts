import { isAlias, isMap, isScalar } from 'yaml';
import type { Splice } from '../splice.js';
import { lineEnd, lineEndOf, lineStart } from '../text-file.js';
import { blockLines, stepBelow, waysToInsert } from '../yaml/insert.js';
import { afterColon, lastPair, spanOf, type MapNode, type PairNode } from '../yaml/nodes.js';
import { replaceScalar } from '../yaml/replace.js';

const OPTIONS = 'connectorBuildOptions';
const BASE_IMAGE = 'baseImage';

/** Every way to set `connectorBuildOptions.baseImage` in the data mapping, the most natural one first. */
export function waysToSetBaseImage(text: string, data: MapNode, address: string): readonly Splice[] {
  const options = lastPair(data, OPTIONS);
  if (options === null) return waysToInsert(text, data, { path: [OPTIONS, BASE_IMAGE], value: address });
  if (isMap(options.value) && options.value.items.length > 0) return inOptions(text, options.value, address);
  const empty = options.value === null || isMap(options.value) || isAlias(options.value) || isNull(options);
  return empty ? inPlaceOfNothing(text, data, options, address) : [];
}

function inOptions(text: string, options: MapNode, address: string): readonly Splice[] {
  const pair = lastPair(options, BASE_IMAGE);
  if (pair === null) return waysToInsert(text, options, { path: [BASE_IMAGE], value: address });
  const splice = replaceScalar(text, pair, address);
  return splice === null ? [] : [splice];
}

/** `connectorBuildOptions:` with nothing, `~`, `{}` or an alias to something as empty behind it. */
function inPlaceOfNothing(text: string, data: MapNode, options: PairNode, address: string): readonly Splice[] {
  const colon = afterColon(options);
  const key = spanOf(options.key);
  if (colon === null || key === null) return [];
  const written = options.value === null ? null : spanOf(options.value);
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
  // What follows on the line is a comment, and stays on it.
  const rest = text.slice(end, lineEnd(text, end));
  return [{ start: colon, end: end + rest.length, text: `${rest.trimEnd()}${lineEndOf(text)}${lines}` }];
}

function isNull(pair: PairNode): boolean {
  return isScalar(pair.value) && pair.value.value === null;
}
