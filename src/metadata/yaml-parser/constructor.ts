import { Float, type Scalar, type Value } from '../../values/value.js';
import { buildMapping, isKey, keyIdentity, type MappingEntry } from '../mapping.js';
import { scalarOfKind, type ValueKind } from '../plain-scalar.js';
import { type MetadataWarning, type ReadMetadata, UnreadableError } from '../result.js';
import { excerpt, Positions } from '../source-text.js';
import type { MappingNode, ResolvedNode, ScalarNode, SequenceNode } from './resolver.js';

/**
 * The value of a node, with a warning for each duplicate key.
 *
 * @throws UnreadableError for what PyYAML's safe constructor refuses
 */
export function construct(root: ResolvedNode, text: string): ReadMetadata {
  const constructor = new SafeConstructor();
  const document = constructor.value(root);
  return { ok: true, document, warnings: duplicateKeyWarnings(constructor.duplicates, text) };
}

interface OwnEntry extends MappingEntry {
  readonly offset: number;
}

interface Duplicate {
  readonly key: Scalar;
  readonly offset: number;
  /** Offset of the first equal key in the same mapping. */
  readonly first: number;
}

/** Builds values as PyYAML's SafeConstructor does; a node that aliases repeat gives one value, shared. */
class SafeConstructor {
  readonly duplicates: Duplicate[] = [];
  private readonly values = new Map<ResolvedNode, Value>();
  private readonly entries = new Map<MappingNode, readonly MappingEntry[]>();

  value(node: ResolvedNode): Value {
    if (node.type === 'scalar') return constructScalar(node);
    const known = this.values.get(node);
    if (known !== undefined) return known;
    const value = node.type === 'mapping' ? this.mapping(node) : this.sequence(node);
    this.values.set(node, value);
    return value;
  }

  private mapping(node: MappingNode): Value {
    if (node.kind === 'mapping') return buildMapping(this.entriesOf(node));
    // Metadata values have no sets; a list of the members is the closest.
    if (node.kind === 'set') return this.members(node);
    const text = defaultText(node);
    // Python looks for a timestamp in the mapping itself, and raises.
    if (text === undefined || node.kind === 'timestamp') throw wrongTag(node);
    return constructScalar({ ...node, type: 'scalar', text });
  }

  private sequence(node: SequenceNode): Value {
    if (node.kind === 'sequence') return node.items.map((item) => this.value(item));
    if (node.kind === 'pairs') return node.items.map((item) => this.pair(item));
    throw wrongTag(node);
  }

  private members(node: MappingNode): Value {
    const members = new Map(this.entriesOf(node).map(({ key }) => [keyIdentity(key), key]));
    return [...members.values()];
  }

  private pair(node: ResolvedNode): Value {
    const [pair, second] = node.type === 'mapping' ? node.pairs : [];
    if (pair !== undefined && second === undefined) return [this.value(pair[0]), this.value(pair[1])];
    throw invalid('each item of a list of pairs is a mapping with one key', node.offset);
  }

  /** The entries of a mapping, merged ones first. */
  private entriesOf(node: MappingNode): readonly MappingEntry[] {
    const known = this.entries.get(node);
    if (known !== undefined) return known;
    const merged: MappingEntry[] = [];
    const own: OwnEntry[] = [];
    for (const [keyNode, valueNode] of node.pairs) {
      if (keyNode.kind === 'merge') for (const entry of this.mergedEntries(valueNode)) merged.push(entry);
      else own.push(this.entry(keyNode, valueNode));
    }
    this.noteDuplicates(own);
    const entries = merged.length === 0 ? own : [...merged, ...own];
    this.entries.set(node, entries);
    return entries;
  }

  private entry(keyNode: ResolvedNode, valueNode: ResolvedNode): OwnEntry {
    const { offset } = keyNode;
    // As a key, `=` is an ordinary string.
    const key = keyNode.type === 'scalar' && keyNode.kind === 'value' ? keyNode.text : this.value(keyNode);
    if (!isKey(key)) throw new UnreadableError('unhashable-key', `${describe(keyNode)} cannot be a key`, offset);
    return { key, value: this.value(valueNode), offset };
  }

  /** Of several mappings the first wins, so it comes last. */
  private mergedEntries(node: ResolvedNode): readonly MappingEntry[] {
    if (node.type === 'mapping') return this.entriesOf(node);
    if (node.type === 'scalar') throw cannotMerge(node);
    return node.items.toReversed().flatMap((item) => {
      if (item.type !== 'mapping') throw cannotMerge(item);
      return this.entriesOf(item);
    });
  }

  private noteDuplicates(entries: readonly OwnEntry[]): void {
    const offsets = new Map<string, number>();
    for (const { key, offset } of entries) {
      const identity = keyIdentity(key);
      const first = offsets.get(identity);
      if (first === undefined) offsets.set(identity, offset);
      else this.duplicates.push({ key, offset, first });
    }
  }
}

/** What a mapping with the tag of a scalar stands for: `!!str {=: text}`, the default value of YAML 1.1. */
function defaultText(node: ResolvedNode): string | undefined {
  if (node.type === 'scalar') return node.text;
  if (node.type === 'sequence') return undefined;
  const value = node.pairs.find(([key]) => key.kind === 'value')?.[1];
  return value === undefined ? undefined : defaultText(value);
}

const NOUNS = {
  string: 'string',
  null: 'null',
  boolean: 'boolean',
  integer: 'whole number',
  float: 'number',
  timestamp: 'date or time of the calendar',
} as const satisfies Record<ValueKind, string>;

function constructScalar({ kind, text, offset }: ScalarNode): Scalar {
  switch (kind) {
    case 'string':
    case 'null':
    case 'boolean':
    case 'integer':
    case 'float':
    case 'timestamp': {
      const value = scalarOfKind(kind, text);
      if (value !== undefined) return value;
      throw invalid(`\`${excerpt(text)}\` is not a ${NOUNS[kind]}; put it in quotes if it is a string`, offset);
    }
    case 'binary':
      return constructBinary(text, offset);
    case 'merge':
    case 'value':
      throw invalid(`\`${excerpt(text)}\` has no meaning as a value; put it in quotes`, offset);
    case 'sequence':
    case 'mapping':
    case 'set':
    case 'pairs':
      throw invalid(`a single value cannot have the tag of a ${kind}`, offset);
  }
}

/** Metadata values have no bytes: a `!!binary` stays base64, as Python would write it. */
function constructBinary(text: string, offset: number): string {
  const digits = base64Digits(text);
  if (digits === undefined) throw invalid('the text is not base64', offset);
  return Buffer.from(digits, 'base64').toString('base64');
}

/**
 * The digits that Python decodes, or undefined where it raises: it skips what is not base64, and stops at the `=` that
 * fills up four characters.
 */
function base64Digits(text: string): string | undefined {
  if (/[^\0-\x7f]/.test(text)) return undefined;
  let digits = '';
  let padding = 0;
  for (const [piece] of text.matchAll(/[A-Za-z0-9+/]+|=/g)) {
    const filled = digits.length % 4;
    if (piece !== '=') {
      digits += piece;
      padding = 0;
    } else if (filled >= 2) {
      padding += 1;
      if (filled + padding >= 4) return digits;
    }
  }
  return digits.length % 4 === 0 ? digits : undefined;
}

const COLLECTION_NAMES = { scalar: 'a single value', sequence: 'a list', mapping: 'a mapping' } as const;

const describe = (node: ResolvedNode): string => COLLECTION_NAMES[node.type];

const invalid = (message: string, offset: number): UnreadableError =>
  new UnreadableError('invalid-value', message, offset);

const wrongTag = (node: ResolvedNode): UnreadableError =>
  invalid(`${describe(node)} cannot have the tag of ${node.kind}`, node.offset);

const cannotMerge = (node: ResolvedNode): UnreadableError =>
  new UnreadableError('merge', `\`<<\` takes a mapping or a list of mappings, not ${describe(node)}`, node.offset);

/** Warnings in the order of the text. */
function duplicateKeyWarnings(duplicates: readonly Duplicate[], text: string): readonly MetadataWarning[] {
  if (duplicates.length === 0) return [];
  const positions = new Positions(text);
  return duplicates
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ key, offset, first }) => {
      const name = excerpt(String(key instanceof Float ? key.value : key));
      const message = `the key \`${name}\` was already set in line ${positions.at(first).line}; the value here counts`;
      return { code: 'duplicate-key', message, ...positions.at(offset) };
    });
}
