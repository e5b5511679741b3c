import type { Float } from '../values/value.js';
import type { SourceRange } from './errors.js';

/** Something that the parser has read. */
export interface Syntax extends SourceRange {
  /** Levels of the tree from here down, this one included. */
  readonly depth: number;
}

/** An expression of the query. Whether its names, functions and methods exist is checked when it is compiled. */
export type Node =
  | LiteralNode
  | NameNode
  | AttributeNode
  | SubscriptNode
  | SliceNode
  | CallNode
  | UnaryNode
  | BinaryNode
  | LogicalNode
  | ComparisonNode
  | ConditionalNode
  | ListNode
  | TupleNode
  | SetNode
  | MappingNode
  | ComprehensionNode
  | FormattedStringNode;

export type NodeType = Node['type'];
export type NodeOf<T extends NodeType> = Extract<Node, { readonly type: T }>;

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '<<' | '>>' | '&' | '|' | '^';
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | 'is' | 'is not';

interface LiteralNode extends Syntax {
  readonly type: 'literal';
  readonly value: null | boolean | number | bigint | string | Float;
}

interface NameNode extends Syntax {
  readonly type: 'name';
  readonly name: string;
}

interface AttributeNode extends Syntax {
  readonly type: 'attribute';
  readonly object: Node;
  readonly name: string;
  readonly nameRange: SourceRange;
}

interface SubscriptNode extends Syntax {
  readonly type: 'subscript';
  readonly object: Node;
  readonly key: Node;
}

interface SliceNode extends Syntax {
  readonly type: 'slice';
  readonly lower: Node | null;
  readonly upper: Node | null;
  readonly step: Node | null;
}

interface CallNode extends Syntax {
  readonly type: 'call';
  /** The name of a function, or the attribute that is a method; nothing else can be called. */
  readonly callee: Node;
  readonly positional: readonly Node[];
  readonly named: readonly NamedArgument[];
  /** The function after `key=` of `sorted`, `min` and `max`: the one place where a function stands without being called. */
  readonly keyFunction: string | null;
}

export interface NamedArgument extends Syntax {
  readonly name: string;
  readonly value: Node;
}

interface UnaryNode extends Syntax {
  readonly type: 'unary';
  readonly operator: 'not' | '-' | '+' | '~';
  readonly operand: Node;
}

interface BinaryNode extends Syntax {
  readonly type: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Node;
  readonly right: Node;
}

interface LogicalNode extends Syntax {
  readonly type: 'logical';
  readonly operator: 'and' | 'or';
  readonly operands: readonly Node[];
}

/** A chain: `a < b < c` has three operands and two operators. */
interface ComparisonNode extends Syntax {
  readonly type: 'comparison';
  readonly operands: readonly Node[];
  readonly operators: readonly ComparisonOperator[];
}

interface ConditionalNode extends Syntax {
  readonly type: 'conditional';
  readonly consequent: Node;
  readonly test: Node;
  readonly alternate: Node;
}

interface ListNode extends Syntax {
  readonly type: 'list';
  readonly elements: readonly Element[];
}

interface TupleNode extends Syntax {
  readonly type: 'tuple';
  readonly elements: readonly Element[];
}

interface SetNode extends Syntax {
  readonly type: 'set';
  readonly elements: readonly Element[];
}

/** An element of a list, tuple or set. */
export type Element = Node | Spread;

/** `*value` */
interface Spread extends Syntax {
  readonly type: 'spread';
  readonly value: Node;
}

interface MappingNode extends Syntax {
  readonly type: 'mapping';
  readonly entries: readonly Entry[];
}

/** `key: value`, or `**value` without a key. */
export interface Entry extends Syntax {
  readonly type: 'entry';
  readonly key: Node | null;
  readonly value: Node;
}

export interface ComprehensionNode extends Syntax {
  readonly type: 'comprehension';
  /** A generator expression gives a list, as in simpleeval. */
  readonly kind: 'list' | 'set' | 'mapping' | 'generator';
  /** The key of a mapping's entry; null for the other kinds. */
  readonly key: Node | null;
  readonly element: Node;
  readonly clauses: readonly Clause[];
}

/** `for target in iterable if condition …` */
export interface Clause extends Syntax {
  readonly target: Target;
  readonly iterable: Node;
  readonly conditions: readonly Node[];
}

/** A name, or several targets that share the items of one value. */
export type Target = NameNode | TargetList;

interface TargetList extends Syntax {
  readonly type: 'targets';
  readonly targets: readonly Target[];
}

export interface FormattedStringNode extends Syntax {
  readonly type: 'formatted';
  readonly parts: readonly FormattedPart[];
}

export type FormattedPart = FormattedText | FormattedField;

export interface FormattedText extends Syntax {
  readonly type: 'text';
  readonly text: string;
}

/** `{value:spec}` */
interface FormattedField extends Syntax {
  readonly type: 'field';
  readonly value: Node;
  readonly spec: FormattedStringNode | null;
}

type Children = { readonly [T in NodeType]: (node: NodeOf<T>) => readonly (Node | null)[] };

const none = (): readonly Node[] => [];
const elements = (node: { readonly elements: readonly Element[] }): readonly Node[] =>
  node.elements.map((element) => (element.type === 'spread' ? element.value : element));

const CHILDREN: Children = {
  literal: none,
  name: none,
  attribute: ({ object }) => [object],
  subscript: ({ object, key }) => [object, key],
  slice: ({ lower, upper, step }) => [lower, upper, step],
  call: ({ callee, positional, named }) => [
    callee.type === 'attribute' ? callee.object : null,
    ...positional,
    ...named.map(({ value }) => value),
  ],
  unary: ({ operand }) => [operand],
  binary: ({ left, right }) => [left, right],
  logical: ({ operands }) => operands,
  comparison: ({ operands }) => operands,
  conditional: ({ consequent, test, alternate }) => [consequent, test, alternate],
  list: elements,
  tuple: elements,
  set: elements,
  mapping: ({ entries }) => entries.flatMap(({ key, value }) => [key, value]),
  comprehension: ({ key, element, clauses }) => [
    key,
    element,
    ...clauses.flatMap(({ iterable, conditions }) => [iterable, ...conditions]),
  ],
  formatted: ({ parts }) => parts.flatMap((part) => (part.type === 'text' ? [] : [part.value, part.spec])),
};

/** The expressions inside a node that have a value of their own, in the order in which they are written. */
export function childrenOf<T extends NodeType>(node: NodeOf<T>): readonly Node[] {
  const children: (node: NodeOf<T>) => readonly (Node | null)[] = CHILDREN[node.type];
  return children(node).filter((child) => child !== null);
}

/** The names to which a comprehension gives values. */
export function targetNames(clauses: readonly Clause[]): readonly string[] {
  const names = (target: Target): readonly string[] =>
    target.type === 'name' ? [target.name] : target.targets.flatMap(names);
  return clauses.flatMap(({ target }) => names(target));
}
