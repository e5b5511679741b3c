import {
  type Alias,
  type CST,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
  isAlias,
  isMap,
  isScalar,
} from 'yaml';
import { implicitKind, type ScalarKind } from '../plain-scalar.js';
import { unquote } from '../quoted-scalar.js';
import { METADATA_LIMITS, UnreadableError } from '../result.js';
import { excerpt } from '../source-text.js';

/** A node as PyYAML's composer leaves it: its kind is known, and an alias is the node that it names. */
export type ResolvedNode = ScalarNode | SequenceNode | MappingNode;

interface NodeBase {
  readonly kind: NodeKind;
  /** Where the node starts in the text. */
  readonly offset: number;
  /** Nodes that a walk of this one visits, aliases followed. */
  readonly weight: number;
  /** Collections inside one another, aliases followed, this one included. */
  readonly height: number;
}

export interface ScalarNode extends NodeBase {
  readonly type: 'scalar';
  readonly text: string;
}

export interface SequenceNode extends NodeBase {
  readonly type: 'sequence';
  readonly items: readonly ResolvedNode[];
}

export interface MappingNode extends NodeBase {
  readonly type: 'mapping';
  readonly pairs: readonly (readonly [key: ResolvedNode, value: ResolvedNode])[];
}

type NodeKind = ScalarKind | 'binary' | 'sequence' | 'mapping' | 'set' | 'pairs';

type YamlNode = Alias.Parsed | AnchoredNode;
type AnchoredNode = Scalar.Parsed | YAMLMap.Parsed | YAMLSeq.Parsed;

const ANCHOR_NAME = /^[0-9A-Za-z_-]+$/;

/** Determines the kind of every node and follows the aliases, in document order and within the limits. */
export class Resolver {
  /** A node is null while it is being resolved: an alias to it from inside would make it contain itself. */
  private readonly anchors = new Map<string, ResolvedNode | null>();
  private repeated = 0;

  constructor(private readonly text: string) {}

  /** @throws UnreadableError for tags, anchors and aliases that PyYAML refuses, and when a limit is exceeded */
  resolve(node: YamlNode, depth = 0): ResolvedNode {
    if (isAlias(node)) return this.follow(node, depth);
    const { anchor } = node;
    if (anchor === undefined) return this.resolveAnchored(node, depth);
    const [name, offset] = [excerpt(anchor), node.range[0]];
    if (!ANCHOR_NAME.test(anchor))
      throw new UnreadableError('syntax', `\`&${name}\` is not the name of an anchor`, offset);
    if (this.anchors.has(anchor))
      throw new UnreadableError('duplicate-anchor', `the anchor \`&${name}\` is defined twice; rename one`, offset);
    this.anchors.set(anchor, null);
    const resolved = this.resolveAnchored(node, depth);
    this.anchors.set(anchor, resolved);
    return resolved;
  }

  private follow(alias: Alias.Parsed, depth: number): ResolvedNode {
    const [name, offset] = [excerpt(alias.source), alias.range[0]];
    const node = this.anchors.get(alias.source);
    if (node === undefined)
      throw new UnreadableError('undefined-alias', `the alias \`*${name}\` has no anchor before it`, offset);
    if (node === null)
      throw new UnreadableError('recursive-alias', `the alias \`*${name}\` makes a value contain itself`, offset);
    if (depth + node.height > METADATA_LIMITS.depth) throw tooDeep(offset);
    this.repeated += node.weight;
    if (this.repeated > METADATA_LIMITS.repeatedNodes) {
      const message = `aliases repeat more than ${METADATA_LIMITS.repeatedNodes} values; write fewer`;
      throw new UnreadableError('too-many-aliases', message, offset);
    }
    return node;
  }

  private resolveAnchored(node: AnchoredNode, depth: number): ResolvedNode {
    const offset = node.range[0];
    if (isScalar(node)) {
      const text = scalarText(this.text, node);
      return { type: 'scalar', kind: kindOf(node, text), text, offset, weight: 1, height: 0 };
    }
    if (depth >= METADATA_LIMITS.depth) throw tooDeep(offset);
    const child = (item: YamlNode | null): ResolvedNode =>
      item === null ? emptyScalar(offset) : this.resolve(item, depth + 1);
    if (isMap(node)) {
      const pairs = node.items.map((pair) => {
        if (lacksKey(pair))
          throw new UnreadableError('syntax', 'a `:` stands without a key before it', pair.value?.range[0] ?? offset);
        if (node.flow !== true) rejectStrayColon(pair);
        return [child(pair.key), child(pair.value)] as const;
      });
      return { type: 'mapping', kind: kindOf(node), pairs, offset, ...measure(pairs.flat()) };
    }
    const items = node.items.map(child);
    return { type: 'sequence', kind: kindOf(node), items, offset, ...measure(items) };
  }
}

export const tooDeep = (offset: number): UnreadableError =>
  new UnreadableError('too-deep', `the file nests more than ${METADATA_LIMITS.depth} lists and mappings`, offset);

function emptyScalar(offset: number): ScalarNode {
  return { type: 'scalar', kind: 'null', text: '', offset, weight: 1, height: 0 };
}

function measure(children: readonly ResolvedNode[]): { weight: number; height: number } {
  let [weight, height] = [1, 0];
  for (const child of children) {
    weight += child.weight;
    height = Math.max(height, child.height);
  }
  return { weight, height: height + 1 };
}

/** True for `: value`, which PyYAML accepts only after a `?`. */
function lacksKey({ key, srcToken }: Pair<YamlNode, YamlNode | null>): boolean {
  if (!isScalar(key) || key.type !== 'PLAIN' || key.source !== '' || key.anchor !== undefined || key.tag !== undefined)
    return false;
  return srcToken?.start.some(({ type }) => type === 'explicit-key-ind') !== true;
}

/** The `:` of a block stands in the line of its key, or below the `?` of the key. */
function rejectStrayColon({ srcToken }: Pair<YamlNode, YamlNode | null>): void {
  const colon = srcToken?.sep?.findIndex(({ type }) => type === 'map-value-ind') ?? -1;
  // The library drops a value that nothing makes one.
  if (colon === -1 && srcToken?.value)
    throw new UnreadableError('syntax', 'a value stands without a `:` before it', srcToken.value.offset);
  if (srcToken?.sep === undefined || colon === -1) return;
  const [token, before] = [srcToken.sep[colon], srcToken.sep.slice(0, colon)];
  const question = srcToken.start.find(({ type }) => type === 'explicit-key-ind');
  const isStray = question === undefined ? before.some(({ type }) => type === 'newline') : !sameIndent(question, token);
  if (isStray)
    throw new UnreadableError('syntax', 'a `:` stands neither behind its key nor below its `?`', token?.offset);
}

const sameIndent = (first: CST.SourceToken, second: CST.SourceToken | undefined): boolean =>
  first.indent === second?.indent;

const TAG_PREFIX = 'tag:yaml.org,2002:';

/** The tags that PyYAML's safe loader knows, without their prefix. */
const KINDS: ReadonlyMap<string, NodeKind> = new Map<string, NodeKind>([
  ['str', 'string'],
  ['null', 'null'],
  ['bool', 'boolean'],
  ['int', 'integer'],
  ['float', 'float'],
  ['timestamp', 'timestamp'],
  ['binary', 'binary'],
  ['merge', 'merge'],
  ['value', 'value'],
  ['seq', 'sequence'],
  ['map', 'mapping'],
  ['set', 'set'],
  ['omap', 'pairs'],
  ['pairs', 'pairs'],
]);

function kindOf(node: AnchoredNode, text = ''): NodeKind {
  const { tag } = node;
  if (tag === undefined || tag === '!') return untaggedKind(node, text);
  const name = tag.startsWith(TAG_PREFIX) ? tag.slice(TAG_PREFIX.length) : undefined;
  const kind = name === undefined ? undefined : KINDS.get(name);
  if (kind !== undefined) return kind;
  const shown = excerpt(name === undefined ? tag : `!!${name}`);
  throw new UnreadableError('unknown-tag', `the tag \`${shown}\` means nothing here; remove it`, node.range[0]);
}

/** The lone tag `!` asks for the kind that a plain scalar would have, even if the scalar is quoted. */
function untaggedKind(node: AnchoredNode, text: string): NodeKind {
  if (!isScalar(node)) return isMap(node) ? 'mapping' : 'sequence';
  return node.type === 'PLAIN' || node.tag === '!' ? implicitKind(text) : 'string';
}

/**
 * The text that a scalar stands for.
 *
 * @throws UnreadableError for what YAML 1.2 allows in a scalar, but PyYAML does not
 */
function scalarText(text: string, node: Scalar.Parsed): string {
  const [start, end] = node.range;
  const source = text.slice(start, end);
  switch (node.type) {
    case 'QUOTE_SINGLE':
    case 'QUOTE_DOUBLE':
      return quotedText(source, start);
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      if (!BLOCK_HEADER.test(source))
        throw new UnreadableError('syntax', 'something follows a `|` or `>` in its line', start);
      rejectUnindented(node, source);
      // PyYAML adds no line end to a block scalar whose last line has none.
      return end >= text.length && endsInsideLine(text, source, node.source)
        ? node.source.replace(/\n$/, '')
        : node.source;
    default:
      rejectTab(source, start);
      return node.source;
  }
}

/** PyYAML wants the first line with text indented, even where the block is the whole document. */
function rejectUnindented({ srcToken, range }: Scalar.Parsed, source: string): void {
  const indent = /\n( *)[^ \n]/.exec(source)?.[1]?.length;
  if (indent === undefined || srcToken === undefined || indent > srcToken.indent) return;
  throw new UnreadableError('syntax', 'the lines of a block of text must be indented', range[0]);
}

const BLOCK_HEADER = /^[|>](?:[-+][1-9]?|[1-9][-+]?)?(?: *| +#[^\n]*)(?:\n|$)/;

/** White space alone counts as a line only if there is more of it than the indentation, or lines before it. */
function endsInsideLine(text: string, source: string, value: string): boolean {
  if (text.endsWith('\n')) return false;
  if (text.slice(text.lastIndexOf('\n') + 1).trim() !== '' || /[ \t]\n$/.test(value)) return true;
  return source.indexOf('\n') === source.lastIndexOf('\n');
}

function quotedText(source: string, offset: number): string {
  const text = unquote(source);
  if (text === undefined)
    throw new UnreadableError('syntax', 'a quoted value holds an unknown escape or a document marker', offset);
  return text;
}

function rejectTab(source: string, offset: number): void {
  const tab = source.indexOf('\t');
  if (tab === -1) return;
  throw new UnreadableError('syntax', 'a tab inside an unquoted value; put the value in quotes', offset + tab);
}
