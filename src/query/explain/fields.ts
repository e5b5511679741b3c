import type { SourceRange } from '../errors.js';
import { type Node, childrenOf, targetNames } from '../syntax-tree.js';

/** A field that a query reads, as far as the query itself tells: `data.a['b'].get('c')` is data, a, b, c. */
export interface FieldRead extends SourceRange {
  /** The name that the record binds, then the keys. */
  readonly path: readonly string[];
}

type Names = ReadonlySet<string>;

/**
 * The fields in the order in which they are written; one that is read twice is there twice.
 * @param variables names that comprehensions around the node give to items: no fields of the record
 */
export function fieldsOf(node: Node, variables: Names = new Set()): readonly FieldRead[] {
  const path = pathOf(node, variables);
  if (path !== null && path.length > 1)
    return [
      { path, start: node.start, end: node.end },
      ...besidePath(node).flatMap((part) => fieldsOf(part, variables)),
    ];
  const member = membership(node, variables);
  const inner = node.type === 'comprehension' ? new Set([...variables, ...targetNames(node.clauses)]) : variables;
  return [...(member === null ? [] : [member]), ...childrenOf(node).flatMap((child) => fieldsOf(child, inner))];
}

function pathOf(node: Node, variables: Names): readonly string[] | null {
  if (node.type === 'name') return variables.has(node.name) ? null : [node.name];
  const step = stepOf(node);
  const before = step === null ? null : pathOf(step.object, variables);
  return step === null || before === null ? null : [...before, step.key];
}

/** One key further: an attribute, a constant subscript, or `.get()` with a constant key. */
function stepOf(node: Node): { readonly object: Node; readonly key: string } | null {
  if (node.type === 'attribute') return { object: node.object, key: node.name };
  if (node.type === 'subscript') return constantStep(node.object, node.key);
  const object = node.type === 'call' ? objectOf(node.callee, 'get') : null;
  return node.type === 'call' && object !== null ? constantStep(object, node.positional[0]) : null;
}

function constantStep(object: Node, key: Node | undefined): { readonly object: Node; readonly key: string } | null {
  return key?.type === 'literal' && typeof key.value === 'string' ? { object, key: key.value } : null;
}

/** The object whose method of that name is called. */
function objectOf(callee: Node, method: string): Node | null {
  return callee.type === 'attribute' && callee.name === method ? callee.object : null;
}

/** What a path evaluates besides its fields, such as `data.other` in `data.get('key', data.other)`. */
function besidePath(node: Node): readonly Node[] {
  if (node.type === 'attribute' || node.type === 'subscript') return besidePath(node.object);
  if (node.type !== 'call') return [];
  const object = objectOf(node.callee, 'get');
  return [...(object === null ? [] : besidePath(object)), ...node.positional.slice(1)];
}

/** `'key' in data` and `'key' in data.a.keys()`, whose right sides are sure to be mappings. */
function membership(node: Node, variables: Names): FieldRead | null {
  if (node.type !== 'comparison') return null;
  const [left, right] = node.operands;
  const [operator] = node.operators;
  if (operator !== 'in' && operator !== 'not in') return null;
  if (left?.type !== 'literal' || typeof left.value !== 'string' || right === undefined) return null;
  const mapping = right.type === 'call' ? objectOf(right.callee, 'keys') : right.type === 'name' ? right : null;
  const path = mapping === null ? null : pathOf(mapping, variables);
  return path === null ? null : { path: [...path, left.value], start: left.start, end: right.end };
}
