import type { Element, NamedArgument, Node, NodeOf, NodeType } from './nodes.js';

type Children = { readonly [T in NodeType]: (node: NodeOf<T>) => readonly (Node | null)[] };

const none = (): readonly Node[] => [];
const values = ({ elements }: { readonly elements: readonly Element[] }): readonly Node[] =>
  elements.map(({ value }) => value);
const given = (node: {
  readonly positional: readonly Node[];
  readonly named: readonly NamedArgument[];
}): readonly Node[] => [...node.positional, ...node.named.map(({ value }) => value)];

const CHILDREN: Children = {
  literal: none,
  name: none,
  variable: none,
  attribute: ({ object }) => [object],
  subscript: ({ object, key }) => [object, key],
  slice: ({ lower, upper, step }) => [lower, upper, step],
  call: given,
  method: (node) => [node.object, ...given(node)],
  unary: ({ operand }) => [operand],
  binary: ({ left, right }) => [left, right],
  logical: ({ operands }) => operands,
  comparison: ({ operands }) => operands,
  conditional: ({ consequent, test, alternate }) => [consequent, test, alternate],
  list: values,
  tuple: values,
  set: values,
  mapping: ({ entries }) => entries.flatMap(({ key, value }) => [key, value]),
  comprehension: ({ key, element, clauses }) => [
    key,
    element,
    ...clauses.flatMap(({ iterable, conditions }) => [iterable, ...conditions]),
  ],
  formatted: ({ parts }) => parts.flatMap((part) => (typeof part === 'string' ? [] : [part.value, part.spec])),
};

/** The parts of a node, in the order in which they are written. */
export function childrenOf<T extends NodeType>(node: NodeOf<T>): readonly Node[] {
  const children: (node: NodeOf<T>) => readonly (Node | null)[] = CHILDREN[node.type];
  return children(node).filter((child) => child !== null);
}
