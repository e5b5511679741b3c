import { type SourceRange, excerptLines } from './errors.js';
import { type ComparisonOperator, type Node, type NodeOf, childrenOf } from './syntax-tree.js';

/** What can be questionable in a valid query. */
export type QueryWarningCode = 'is-literal'; // `is` beside a text, a number or a tuple: equal ones need not be the same one

/** Something in a valid query that is probably meant otherwise. */
export interface QueryWarning {
  readonly code: QueryWarningCode;
  /** One line, with parts of the query in backquotes. */
  readonly summary: string;
  /** One line: what to try. */
  readonly hint: string;
  readonly range: SourceRange;
  /** Two lines: the line of the query, and carets under the place. */
  readonly excerpt: string;
}

/** Where Python's compiler has a `SyntaxWarning`, in the order in which it is written. */
export function warningsIn(node: Node, source: string): readonly QueryWarning[] {
  const own = node.type === 'comparison' ? literalIdentities(node, source) : [];
  return [...own, ...childrenOf(node).flatMap((child) => warningsIn(child, source))];
}

const INSTEAD: Readonly<Partial<Record<ComparisonOperator, string>>> = { is: '==', 'is not': '!=' };

/** `a is 'text'`, on either side of any link of a chain. */
function literalIdentities({ operands, operators }: NodeOf<'comparison'>, source: string): readonly QueryWarning[] {
  return operators.flatMap((operator, at) => {
    const [left, right] = [operands[at], operands[at + 1]];
    const instead = INSTEAD[operator];
    if (instead === undefined || left === undefined || right === undefined) return [];
    const kind = literalKind(right) ?? literalKind(left);
    if (kind === null) return [];
    const range = { start: left.start, end: right.end };
    const summary = `\`${operator}\` with ${kind} asks whether it is the same one, not whether it is equal`;
    return [
      {
        code: 'is-literal',
        summary,
        hint: `did you mean \`${instead}\`?`,
        range,
        excerpt: excerptLines(source, range),
      },
    ];
  });
}

/** What Python makes one constant of, as a message names it; null for all else, and for `None`, `True` and `False`. */
function literalKind(node: Node): string | null {
  if (node.type === 'literal') {
    if (node.value === null || typeof node.value === 'boolean') return null;
    return typeof node.value === 'string' ? 'a literal text' : 'a literal number';
  }
  if (node.type === 'tuple') return node.elements.every(isConstant) ? 'a literal tuple' : null;
  if (node.type === 'unary' && node.operator !== 'not') return literalKind(node.operand);
  return node.type === 'binary' && literalKind(node.left) !== null ? literalKind(node.right) : null;
}

const isConstant = (element: NodeOf<'tuple'>['elements'][number]): boolean =>
  element.type !== 'spread' && (element.type === 'literal' || literalKind(element) !== null);
