import type { Float } from '../../values/value.js';
import type { SourceRange } from '../errors.js';

/** The tree of a query that has been found right: every name in it exists, every function and method too. */
export type Node =
  | LiteralNode
  | NameNode
  | VariableNode
  | AttributeNode
  | SubscriptNode
  | SliceNode
  | FunctionCallNode
  | MethodCallNode
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

export type LiteralValue = null | boolean | number | bigint | string | Float;
export type UnaryOperator = 'not' | '-' | '+' | '~';
export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '<<' | '>>' | '&' | '|' | '^';
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | 'is' | 'is not';

export interface LiteralNode extends SourceRange {
  readonly type: 'literal';
  readonly value: LiteralValue;
}

/** A name that the record binds, such as `data`. */
export interface NameNode extends SourceRange {
  readonly type: 'name';
  readonly name: string;
}

/** A name that a comprehension around it gives to its items. */
export interface VariableNode extends SourceRange {
  readonly type: 'variable';
  readonly name: string;
  /** Where to look, innermost comprehension first; the first slot that holds a value is it. */
  readonly slots: readonly number[];
  /** The name of the record to fall back on while no slot holds a value. */
  readonly fallback: string | null;
}

export interface AttributeNode extends SourceRange {
  readonly type: 'attribute';
  readonly object: Node;
  readonly name: string;
}

export interface SubscriptNode extends SourceRange {
  readonly type: 'subscript';
  readonly object: Node;
  readonly key: Node;
}

export interface SliceNode extends SourceRange {
  readonly type: 'slice';
  readonly lower: Node | null;
  readonly upper: Node | null;
  readonly step: Node | null;
}

export interface NamedArgument extends SourceRange {
  readonly name: string;
  readonly value: Node;
}

export interface FunctionCallNode extends SourceRange {
  readonly type: 'call';
  readonly name: string;
  readonly positional: readonly Node[];
  readonly named: readonly NamedArgument[];
  /** The function after `key=` of `sorted`, `min` and `max`: the one place where a function stands without being called. */
  readonly keyFunction: string | null;
}

export interface MethodCallNode extends SourceRange {
  readonly type: 'method';
  readonly object: Node;
  readonly name: string;
  readonly positional: readonly Node[];
  readonly named: readonly NamedArgument[];
}

export interface UnaryNode extends SourceRange {
  readonly type: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Node;
}

export interface BinaryNode extends SourceRange {
  readonly type: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Node;
  readonly right: Node;
}

export interface LogicalNode extends SourceRange {
  readonly type: 'logical';
  readonly operator: 'and' | 'or';
  readonly operands: readonly Node[];
}

/** A chain: `a < b < c` has three operands and two operators. */
export interface ComparisonNode extends SourceRange {
  readonly type: 'comparison';
  readonly operands: readonly Node[];
  readonly operators: readonly ComparisonOperator[];
}

export interface ConditionalNode extends SourceRange {
  readonly type: 'conditional';
  readonly test: Node;
  readonly consequent: Node;
  readonly alternate: Node;
}

/** An element of a list, tuple or set; `spread` for `*element`. */
export interface Element {
  readonly value: Node;
  readonly spread: boolean;
}

export interface ListNode extends SourceRange {
  readonly type: 'list';
  readonly elements: readonly Element[];
}

export interface TupleNode extends SourceRange {
  readonly type: 'tuple';
  readonly elements: readonly Element[];
}

export interface SetNode extends SourceRange {
  readonly type: 'set';
  readonly elements: readonly Element[];
}

/** An entry of a mapping; without a key for `**value`. */
export interface Entry {
  readonly key: Node | null;
  readonly value: Node;
}

export interface MappingNode extends SourceRange {
  readonly type: 'mapping';
  readonly entries: readonly Entry[];
}

/** What `for` gives a value to: a name's slot, or several targets that share the items of one value. */
export type Target =
  | (SourceRange & { readonly type: 'slot'; readonly name: string; readonly slot: number })
  | (SourceRange & { readonly type: 'targets'; readonly targets: readonly Target[] });

export interface Clause {
  readonly target: Target;
  readonly iterable: Node;
  readonly conditions: readonly Node[];
}

/** A generator expression is a list here, as in simpleeval. */
export interface ComprehensionNode extends SourceRange {
  readonly type: 'comprehension';
  readonly kind: 'list' | 'set' | 'mapping' | 'generator';
  /** The key of a mapping's entry; null for the other kinds. */
  readonly key: Node | null;
  readonly element: Node;
  readonly clauses: readonly Clause[];
  /** The slots of its names: emptied each time it starts. */
  readonly slots: readonly number[];
}

export interface FormattedField extends SourceRange {
  readonly value: Node;
  readonly spec: FormattedStringNode | null;
}

export interface FormattedStringNode extends SourceRange {
  readonly type: 'formatted';
  readonly parts: readonly (string | FormattedField)[];
}
