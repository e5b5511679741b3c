import type { Value } from '../../values/value.js';
import { type MappingEntry, buildMapping, isKey, keyIdentity } from '../mapping-builder.js';
import { Unreadable } from '../result.js';
import { visible } from '../visible.js';
import type { DuplicateKeys } from './duplicate-keys.js';
import { type MappingNode, type ResolvedNode, type SequenceNode, nameOfNode } from './nodes.js';
import { constructScalar } from './scalar.js';

interface PlacedEntry extends MappingEntry {
  readonly offset: number;
}

/** Builds values from nodes as PyYAML's safe constructor does; a node met twice gives one value, shared. */
export class Construction {
  private readonly values = new Map<ResolvedNode, Value>();
  private readonly entries = new Map<MappingNode, readonly MappingEntry[]>();

  constructor(private readonly duplicates: DuplicateKeys) {}

  /** @throws Unreadable for what the safe constructor refuses */
  value(node: ResolvedNode): Value {
    if (node.type === 'scalar') return constructScalar(node);
    const known = this.values.get(node);
    if (known !== undefined) return known;
    const value = node.type === 'mapping' ? this.ofMapping(node) : this.ofSequence(node);
    this.values.set(node, value);
    return value;
  }

  private ofMapping(node: MappingNode): Value {
    if (node.kind === 'mapping') return buildMapping(this.entriesOf(node));
    // A Python set has no place among metadata values; the list of its members answers the same questions best.
    if (node.kind === 'set') return this.members(node);
    throw wrongTag(node);
  }

  private ofSequence(node: SequenceNode): Value {
    if (node.kind === 'sequence') return node.items.map((item) => this.value(item));
    if (node.kind === 'pairs') return node.items.map((item) => this.pair(item));
    throw wrongTag(node);
  }

  private members(node: MappingNode): Value {
    const members = new Map(this.entriesOf(node).map(({ key }) => [keyIdentity(key), key]));
    return [...members.values()];
  }

  private pair(node: ResolvedNode): Value {
    const [pair, another] = node.type === 'mapping' ? node.pairs : [];
    if (pair !== undefined && another === undefined) return [this.value(pair[0]), this.value(pair[1])];
    throw new Unreadable('invalid-value', 'each item of a list of pairs is a mapping with one key', node.offset);
  }

  /** The entries of a mapping, those that merge keys bring in first. */
  private entriesOf(node: MappingNode): readonly MappingEntry[] {
    const known = this.entries.get(node);
    if (known !== undefined) return known;
    const merged: MappingEntry[] = [];
    const own: PlacedEntry[] = [];
    for (const [keyNode, valueNode] of node.pairs) {
      if (keyNode.kind === 'merge') for (const entry of this.mergedEntries(valueNode)) merged.push(entry);
      else own.push(this.entry(keyNode, valueNode));
    }
    this.duplicates.note(own);
    const entries = merged.length === 0 ? own : [...merged, ...own];
    this.entries.set(node, entries);
    return entries;
  }

  private entry(keyNode: ResolvedNode, valueNode: ResolvedNode): PlacedEntry {
    // As a key, `=` is no more than a string.
    const key = keyNode.type === 'scalar' && keyNode.kind === 'value' ? keyNode.text : this.value(keyNode);
    if (!isKey(key)) throw new Unreadable('unhashable-key', `${nameOfNode(keyNode)} cannot be a key`, keyNode.offset);
    return { key, value: this.value(valueNode), offset: keyNode.offset };
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
}

const cannotMerge = (node: ResolvedNode): Unreadable =>
  new Unreadable('merge', `\`<<\` takes a mapping or a list of mappings, not ${nameOfNode(node)}`, node.offset);

const wrongTag = (node: ResolvedNode): Unreadable =>
  new Unreadable('invalid-value', `${nameOfNode(node)} cannot have the tag of ${visible(node.kind)}`, node.offset);
