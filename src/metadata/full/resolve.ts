import type { Alias, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isAlias, isMap, isScalar } from 'yaml';
import { METADATA_LIMITS } from '../limits.js';
import { Unreadable } from '../result.js';
import { implicitKind } from '../scalars/implicit.js';
import { visible } from '../visible.js';
import { tooDeep } from './tokens.js';
import type { ResolvedNode } from './nodes.js';
import { scalarText } from './scalar-text.js';
import type { TagKind } from './tags.js';
import { describeTag, kindOfTag } from './tags.js';

type YamlNode = Alias.Parsed | Scalar.Parsed | YAMLMap.Parsed | YAMLSeq.Parsed;
type AnchoredNode = Exclude<YamlNode, Alias.Parsed>;

/** Settles the kind of every node and follows the aliases, in the order of the document, within the limits. */
export class Resolution {
  /** A node is null while it is being resolved: an alias to it from inside would make it contain itself. */
  private readonly anchors = new Map<string, ResolvedNode | null>();
  private repeated = 0;

  constructor(private readonly text: string) {}

  /** @throws Unreadable for tags, anchors and aliases that PyYAML refuses, and for what would cost too much */
  resolve(node: YamlNode, depth = 0, inFlow = false): ResolvedNode {
    if (isAlias(node)) return this.follow(node, depth);
    const { anchor } = node;
    if (anchor === undefined) return this.resolveAnchored(node, depth, inFlow);
    if (!ANCHOR_NAME.test(anchor))
      throw new Unreadable('syntax', `\`&${visible(anchor)}\` is not the name of an anchor`, node.range[0]);
    if (this.anchors.has(anchor)) {
      throw new Unreadable(
        'duplicate-anchor',
        `the anchor \`&${visible(anchor)}\` is defined twice; rename one`,
        node.range[0],
      );
    }
    this.anchors.set(anchor, null);
    const resolved = this.resolveAnchored(node, depth, inFlow);
    this.anchors.set(anchor, resolved);
    return resolved;
  }

  private follow(alias: Alias.Parsed, depth: number): ResolvedNode {
    const [name, offset] = [visible(alias.source), alias.range[0]];
    const node = this.anchors.get(alias.source);
    if (node === undefined)
      throw new Unreadable('undefined-alias', `the alias \`*${name}\` has no anchor before it`, offset);
    if (node === null)
      throw new Unreadable('recursive-alias', `the alias \`*${name}\` makes a value contain itself`, offset);
    if (depth + node.height > METADATA_LIMITS.depth) throw tooDeep(offset);
    this.repeated += node.weight;
    if (this.repeated > METADATA_LIMITS.repeatedNodes) {
      throw new Unreadable(
        'too-many-aliases',
        `aliases repeat more than ${METADATA_LIMITS.repeatedNodes} values; write fewer`,
        offset,
      );
    }
    return node;
  }

  private resolveAnchored(node: AnchoredNode, depth: number, inFlow: boolean): ResolvedNode {
    const offset = node.range[0];
    if (isScalar(node)) {
      const text = scalarText(this.text, node, inFlow);
      return { type: 'scalar', kind: kindOf(node, text), text, offset, weight: 1, height: 0 };
    }
    if (depth >= METADATA_LIMITS.depth) throw tooDeep(offset);
    const flow = node.flow === true;
    const child = (item: YamlNode | null): ResolvedNode =>
      item === null ? emptyAt(offset) : this.resolve(item, depth + 1, flow);
    if (isMap(node)) {
      const pairs = node.items.map((pair) => {
        if (lacksKey(pair))
          throw new Unreadable('syntax', 'a `:` stands without a key before it', pair.value?.range[0] ?? offset);
        return [child(pair.key), child(pair.value)] as const;
      });
      return { type: 'mapping', kind: kindOf(node), pairs, offset, ...measure(pairs.flat()) };
    }
    const items = node.items.map(child);
    return { type: 'sequence', kind: kindOf(node), items, offset, ...measure(items) };
  }
}

const ANCHOR_NAME = /^[0-9A-Za-z_-]+$/;

const emptyAt = (offset: number): ResolvedNode => ({
  type: 'scalar',
  kind: 'null',
  text: '',
  offset,
  weight: 1,
  height: 0,
});

function measure(children: readonly ResolvedNode[]): { weight: number; height: number } {
  let weight = 1;
  let height = 0;
  for (const child of children) {
    weight += child.weight;
    height = Math.max(height, child.height);
  }
  return { weight, height: height + 1 };
}

/** True for `: value`, which PyYAML takes only after a `?`. */
function lacksKey({ key, srcToken }: Pair<YamlNode, YamlNode | null>): boolean {
  if (!isScalar(key) || key.type !== 'PLAIN' || key.source !== '' || key.anchor !== undefined || key.tag !== undefined)
    return false;
  return srcToken?.start.some(({ type }) => type === 'explicit-key-ind') !== true;
}

function kindOf(node: AnchoredNode, text = ''): TagKind {
  const { tag } = node;
  if (tag === undefined || tag === '!') return untaggedKind(node, text, tag);
  const kind = kindOfTag(tag);
  if (kind !== undefined) return kind;
  throw new Unreadable(
    'unknown-tag',
    `the tag \`${visible(describeTag(tag))}\` means nothing here; remove it`,
    node.range[0],
  );
}

/** The lone `!` asks for the kind that a plain scalar would have, even where the scalar is quoted. */
function untaggedKind(node: AnchoredNode, text: string, tag: '!' | undefined): TagKind {
  if (!isScalar(node)) return isMap(node) ? 'mapping' : 'sequence';
  return node.type === 'PLAIN' || tag === '!' ? implicitKind(text) : 'string';
}
