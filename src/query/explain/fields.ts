import type { SourceRange } from '../errors.js';
import { childrenOf } from '../tree/children.js';
import type { Node } from '../tree/nodes.js';

/** A field that a query reads, as far as the query itself tells: `data.a['b'].get('c')` is data, a, b, c. */
export interface FieldRead extends SourceRange {
  /** The name that the record binds, then the keys. */
  readonly path: readonly string[];
}

/** The fields in the order in which they are written; one that is read twice is there twice. */
export function fieldsOf(root: Node): readonly FieldRead[] {
  const fields: FieldRead[] = [];
  visit(root, fields);
  return fields;
}

function visit(node: Node, fields: FieldRead[]): void {
  const path = pathOf(node);
  if (path !== null && path.length > 1) {
    fields.push({ path, start: node.start, end: node.end });
    // A default such as `data.other` in `data.get('key', data.other)` is read as well.
    for (const part of besides(node)) visit(part, fields);
    return;
  }
  const member = membership(node);
  if (member !== null) fields.push(member);
  for (const child of childrenOf(node)) visit(child, fields);
}

function pathOf(node: Node): readonly string[] | null {
  if (node.type === 'name') return [node.name];
  const step = stepOf(node);
  if (step === null) return null;
  const before = pathOf(step.object);
  return before === null ? null : [...before, step.key];
}

/** One key further: an attribute, a constant subscript, or `.get()` with a constant key. */
function stepOf(node: Node): { readonly object: Node; readonly key: string } | null {
  if (node.type === 'attribute') return { object: node.object, key: node.name };
  const key =
    node.type === 'subscript'
      ? node.key
      : node.type === 'method' && node.name === 'get'
        ? node.positional[0]
        : undefined;
  if (key?.type !== 'literal' || typeof key.value !== 'string') return null;
  return node.type === 'subscript' || node.type === 'method' ? { object: node.object, key: key.value } : null;
}

function besides(node: Node): readonly Node[] {
  if (node.type === 'name') return [];
  if (node.type === 'attribute') return besides(node.object);
  if (node.type === 'subscript') return besides(node.object);
  return node.type === 'method' ? [...besides(node.object), ...node.positional.slice(1)] : [];
}

/** `'key' in data` and `'key' in data.a.keys()`: the right side is sure to be a mapping. */
function membership(node: Node): FieldRead | null {
  if (node.type !== 'comparison') return null;
  const [left, right] = node.operands;
  const [operator] = node.operators;
  if (
    (operator !== 'in' && operator !== 'not in') ||
    left?.type !== 'literal' ||
    typeof left.value !== 'string' ||
    right === undefined
  )
    return null;
  const mapping =
    right.type === 'method' && right.name === 'keys' ? right.object : right.type === 'name' ? right : null;
  const path = mapping === null ? null : pathOf(mapping);
  return path === null ? null : { path: [...path, left.value], start: left.start, end: right.end };
}
