import { Float } from '../../values/value.js';
import type { Vocabulary } from '../other-language-hints.js';
import { LargeInteger, type RawNode } from '../parser/raw.js';
import { lowerCall } from './calls.js';
import { lowerComprehension } from './comprehensions.js';
import type { Element, Entry, FormattedStringNode, LiteralNode, Node } from './nodes.js';
import { UnforeseenTree, childOf, childrenOf, oneOf, optionalChildOf, textOf, textsOf } from './reading.js';
import { Refusals } from './refusals.js';
import { resolve } from './scope.js';
import { type Walk, attributeName, place } from './walk.js';

export interface Tree {
  readonly root: Node;
  /** How many values the comprehensions need to keep at once. */
  readonly slots: number;
}

/**
 * Turns the parser's tree into the language's own, node by node from an allow-list: what is not on it does not get through.
 * @throws QuerySyntaxError for a name, function or method that does not exist
 */
export function lower(raw: RawNode, source: string, names: ReadonlySet<string>, vocabulary: Vocabulary): Tree {
  let slots = 0;
  const newSlot = (): number => slots++;
  const root = lowerNode(raw, {
    names,
    vocabulary,
    refusals: new Refusals(source),
    scope: null,
    newSlot,
    lower: lowerNode,
  });
  return { root, slots };
}

type Lowering = (raw: RawNode, walk: Walk) => Node;

const UNARY = ['not', '-', '+', '~'] as const;
const BINARY = ['+', '-', '*', '/', '//', '%', '**', '<<', '>>', '&', '|', '^'] as const;
const LOGICAL = ['and', 'or'] as const;
const COMPARISON = ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'is', 'is not'] as const;

const LOWERINGS: ReadonlyMap<string, Lowering> = new Map<string, Lowering>([
  ['Literal', (raw) => ({ type: 'literal', ...place(raw), value: literalValue(raw) })],
  ['Identifier', lowerName],
  ['MemberExpression', lowerMember],
  [
    'Slice',
    (raw, walk) => ({
      type: 'slice',
      ...place(raw),
      lower: bound(raw, 'lower', walk),
      upper: bound(raw, 'upper', walk),
      step: bound(raw, 'step', walk),
    }),
  ],
  ['CallExpression', lowerCall],
  [
    'UnaryExpression',
    (raw, walk) => ({
      type: 'unary',
      ...place(raw),
      operator: oneOf(raw, 'operator', textOf(raw, 'operator'), UNARY),
      operand: lowerNode(childOf(raw, 'argument'), walk),
    }),
  ],
  ['BinaryExpression', lowerBinary],
  [
    'LogicalExpression',
    (raw, walk) => ({
      type: 'logical',
      ...place(raw),
      operator: oneOf(raw, 'operator', textOf(raw, 'operator'), LOGICAL),
      operands: all(raw, 'operands', walk),
    }),
  ],
  [
    'ComparisonExpression',
    (raw, walk) => ({
      type: 'comparison',
      ...place(raw),
      operators: textsOf(raw, 'operators').map((text) => oneOf(raw, 'operators', text, COMPARISON)),
      operands: all(raw, 'operands', walk),
    }),
  ],
  ['ConditionalExpression', lowerConditional],
  ['ArrayExpression', (raw, walk) => ({ type: 'list', ...place(raw), elements: elements(raw, walk) })],
  ['SequenceExpression', (raw, walk) => ({ type: 'tuple', ...place(raw), elements: elements(raw, walk) })],
  ['SetExpression', (raw, walk) => ({ type: 'set', ...place(raw), elements: elements(raw, walk) })],
  [
    'MappingExpression',
    (raw, walk) => ({
      type: 'mapping',
      ...place(raw),
      entries: childrenOf(raw, 'entries').map((entry) => lowerEntry(entry, walk)),
    }),
  ],
  ['Comprehension', lowerComprehension],
  ['FormattedString', lowerFormatted],
]);

function lowerNode(raw: RawNode, walk: Walk): Node {
  const lowering = LOWERINGS.get(raw.type);
  if (lowering === undefined) throw new UnforeseenTree(raw, 'type');
  return lowering(raw, walk);
}

function all(raw: RawNode, field: string, walk: Walk): readonly Node[] {
  return childrenOf(raw, field).map((child) => lowerNode(child, walk));
}

function bound(raw: RawNode, field: string, walk: Walk): Node | null {
  const child = optionalChildOf(raw, field);
  return child === null ? null : lowerNode(child, walk);
}

function literalValue(raw: RawNode): LiteralNode['value'] {
  const value: unknown = raw.value;
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (value instanceof Float) return value;
  if (value instanceof LargeInteger) return value.value;
  throw new UnforeseenTree(raw, 'value');
}

function lowerName(raw: RawNode, walk: Walk): Node {
  const name = textOf(raw, 'name');
  const { slots, mayFallThrough } = resolve(name, walk.scope);
  const bound = walk.names.has(name);
  if (slots.length > 0)
    return { type: 'variable', ...place(raw), name, slots, fallback: mayFallThrough && bound ? name : null };
  if (!bound) walk.refusals.unknownName(name, walk.names, walk.vocabulary.functions, raw);
  return { type: 'name', ...place(raw), name };
}

function lowerMember(raw: RawNode, walk: Walk): Node {
  const object = lowerNode(childOf(raw, 'object'), walk);
  const property = childOf(raw, 'property');
  if (raw.computed === true) return { type: 'subscript', ...place(raw), object, key: lowerNode(property, walk) };
  return { type: 'attribute', ...place(raw), object, name: attributeName(property, walk) };
}

function lowerBinary(raw: RawNode, walk: Walk): Node {
  const operator = oneOf(raw, 'operator', textOf(raw, 'operator'), BINARY);
  return {
    type: 'binary',
    ...place(raw),
    operator,
    left: lowerNode(childOf(raw, 'left'), walk),
    right: lowerNode(childOf(raw, 'right'), walk),
  };
}

function lowerConditional(raw: RawNode, walk: Walk): Node {
  const consequent = lowerNode(childOf(raw, 'consequent'), walk);
  const test = lowerNode(childOf(raw, 'test'), walk);
  return {
    type: 'conditional',
    ...place(raw),
    consequent,
    test,
    alternate: lowerNode(childOf(raw, 'alternate'), walk),
  };
}

function elements(raw: RawNode, walk: Walk): readonly Element[] {
  return childrenOf(raw, 'elements').map((element) =>
    element.type === 'SpreadElement'
      ? { value: lowerNode(childOf(element, 'argument'), walk), spread: true }
      : { value: lowerNode(element, walk), spread: false },
  );
}

export function lowerEntry(entry: RawNode, walk: Walk): Entry {
  if (entry.type === 'SpreadMapping') return { key: null, value: lowerNode(childOf(entry, 'argument'), walk) };
  if (entry.type !== 'MappingEntry') throw new UnforeseenTree(entry, 'type');
  return { key: lowerNode(childOf(entry, 'key'), walk), value: lowerNode(childOf(entry, 'value'), walk) };
}

function lowerFormatted(raw: RawNode, walk: Walk): FormattedStringNode {
  const parts = childrenOf(raw, 'parts').map((part) => {
    if (part.type === 'Literal') return textOf(part, 'value');
    if (part.type !== 'FormattedValue') throw new UnforeseenTree(part, 'type');
    const spec = optionalChildOf(part, 'spec');
    return {
      ...place(part),
      value: lowerNode(childOf(part, 'value'), walk),
      spec: spec === null ? null : lowerFormatted(spec, walk),
    };
  });
  return { type: 'formatted', ...place(raw), parts };
}
