import { isMap, isScalar, parseDocument, type Pair, type ParsedNode, type Range, type YAMLMap } from 'yaml';

export type MapNode = YAMLMap.Parsed;
export type PairNode = Pair<ParsedNode, ParsedNode | null>;

/** The mapping at the top of a YAML text, with every node's place, or null where there is none. */
export function topMapping(text: string): MapNode | null {
  const document = parseDocument(text, {
    version: '1.1',
    uniqueKeys: false,
    keepSourceTokens: true,
    logLevel: 'silent',
  });
  return isMap(document.contents) ? document.contents : null;
}

/** The pair that decides a key: readers let the last of several win. */
export function lastPair(map: MapNode, key: string): PairNode | null {
  return map.items.findLast((pair) => isScalar(pair.key) && pair.key.value === key) ?? null;
}

/** The mapping under a key, where it is written out there. */
export function mappingUnder(map: MapNode, key: string): MapNode | null {
  const value = lastPair(map, key)?.value;
  return isMap(value) ? value : null;
}

/** From where to where a node's own text goes, comments and line ends after it left out. */
export function spanOf(node: { readonly range?: Range | null | undefined }): { start: number; end: number } | null {
  return node.range ? { start: node.range[0], end: node.range[1] } : null;
}

/** Just after the `:` of a pair, or null where it has none. */
export function afterColon(pair: PairNode): number | null {
  const token = pair.srcToken;
  const colon = token && 'sep' in token ? token.sep.find((part) => part.type === 'map-value-ind') : undefined;
  return colon === undefined ? null : colon.offset + colon.source.length;
}
