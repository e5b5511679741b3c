import { isMap, isNode, isScalar } from 'yaml';
import { composeDocument } from './parser.js';

/**
 * Where the node at a path starts in a text that parses, in UTF-16 code units, or the closest node around it.
 *
 * @param key of the mapping at that path: asks for the key instead of a value
 */
export function offsetOfNode(text: string, path: readonly PropertyKey[], key?: string): number {
  const document = composeDocument(text);
  if (key !== undefined) {
    const owner: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
    const keys = isMap(owner) ? owner.items.map((pair) => pair.key) : [];
    return startOf(keys.find((node) => isScalar(node) && node.value === key)) ?? 0;
  }
  for (let length = path.length; length > 0; length -= 1) {
    const start = startOf(document.getIn(path.slice(0, length), true));
    if (start !== undefined) return start;
  }
  return 0;
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);
