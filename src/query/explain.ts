import { engineFault } from './engine-limits.js';
import { QueryEvaluationError, type SourceRange } from './errors.js';
import { type Observe, compileTree } from './evaluate/compile-tree.js';
import type { CompileOptions, Frame } from './evaluate/context.js';
import type { Limits } from './limits.js';
import { Meter, RunBudget } from './meter.js';
import { type RuntimeValue, Stream } from './runtime/runtime-value.js';
import { repr } from './runtime/str.js';
import { type PlainValue, toHost } from './runtime/to-host.js';
import { type Node, childrenOf, targetNames } from './syntax-tree.js';

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
  const path = fieldPath(node, variables);
  if (path !== null && path.length > 1)
    return [
      { path, start: node.start, end: node.end },
      ...besidePath(node).flatMap((part) => fieldsOf(part, variables)),
    ];
  const member = membership(node, variables);
  const inner = node.type === 'comprehension' ? new Set([...variables, ...targetNames(node.clauses)]) : variables;
  return [...(member === null ? [] : [member]), ...childrenOf(node).flatMap((child) => fieldsOf(child, inner))];
}

/** The names of the record that are read as a whole, or by a key that only evaluation tells: `connector[x]`, `str(data)`. */
export function namesReadWhole(node: Node, variables: Names = new Set()): readonly string[] {
  const path = fieldPath(node, variables);
  if (path?.length === 1) return path;
  if (path !== null) return besidePath(node).flatMap((part) => namesReadWhole(part, variables));
  const inner = node.type === 'comprehension' ? new Set([...variables, ...targetNames(node.clauses)]) : variables;
  return childrenOf(node).flatMap((child) => namesReadWhole(child, inner));
}

function fieldPath(node: Node, variables: Names): readonly string[] | null {
  if (node.type === 'name') return variables.has(node.name) ? null : [node.name];
  const step = stepOf(node);
  const before = step === null ? null : fieldPath(step.object, variables);
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
  const path = mapping === null ? null : fieldPath(mapping, variables);
  return path === null ? null : { path: [...path, left.value], start: left.start, end: right.end };
}

/** The result of a part of the query on one record. */
export type TraceOutcome =
  | { readonly kind: 'value'; readonly value: PlainValue; /** As Python writes it. */ readonly text: string }
  | { readonly kind: 'error'; readonly error: QueryEvaluationError }
  | { readonly kind: 'not-evaluated' };

export interface TraceEntry extends SourceRange {
  /** The text of the part. */
  readonly source: string;
  /** Number of parts around it; the whole query is 0. */
  readonly depth: number;
  readonly outcome: TraceOutcome;
  /** How often it was evaluated; in a comprehension, the outcome is that of the last time. */
  readonly times: number;
}

type Seen = { readonly value: RuntimeValue } | { readonly error: QueryEvaluationError };

/** Evaluates a query on one record and gives the result of each part, in the order in which the parts are written. */
export function trace(root: Node, options: CompileOptions, frame: Frame): readonly TraceEntry[] {
  const seen = new Map<Node, { last: Seen; times: number }>();
  const note = (node: Node, last: Seen): void => {
    seen.set(node, { last, times: (seen.get(node)?.times ?? 0) + 1 });
  };
  const observe: Observe = (node, evaluate) => (current) => {
    try {
      const value = evaluate(current);
      note(node, { value });
      return value;
    } catch (error) {
      if (error instanceof QueryEvaluationError) note(node, { error });
      throw error;
    }
  };
  try {
    compileTree(root, options, observe).evaluate(frame);
  } catch (error) {
    if (!(error instanceof QueryEvaluationError) && engineFault(error) === null) throw error;
  }
  const shown = new RunBudget(TRACE_EVALUATIONS * frame.meter.limits.steps, frame.meter.limits.connectorMs);
  return listed(root, 0).map(({ node, depth }) => {
    const noted = seen.get(node);
    return {
      start: node.start,
      end: node.end,
      source: options.source.slice(node.start, node.end),
      depth,
      times: noted?.times ?? 0,
      outcome: noted === undefined ? { kind: 'not-evaluated' } : outcomeOf(noted.last, frame.meter.limits, shown),
    };
  });
}

/** What the values of all parts may cost to show, as multiples of one evaluation. */
const TRACE_EVALUATIONS = 10;

function outcomeOf(seen: Seen, limits: Limits, run: RunBudget): TraceOutcome {
  if ('error' in seen) return { kind: 'error', error: seen.error };
  // Reading an iterator would use it up.
  if (seen.value instanceof Stream) return { kind: 'value', value: null, text: `<${seen.value.name}>` };
  const meter = new Meter(limits, run);
  try {
    return { kind: 'value', value: toHost(seen.value, meter), text: repr(seen.value, meter) };
  } catch {
    return { kind: 'value', value: null, text: '<too large to show>' };
  } finally {
    meter.settle();
  }
}

/** Every part but literals, which show their value themselves. */
function listed(node: Node, depth: number): readonly { readonly node: Node; readonly depth: number }[] {
  const shown = node.type !== 'literal' && node.type !== 'slice';
  const inner = childrenOf(node).flatMap((child) => listed(child, depth + (shown ? 1 : 0)));
  return shown ? [{ node, depth }, ...inner] : inner;
}
