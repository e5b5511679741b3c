import { Meter, RunBudget } from '../meter.js';
import { contains } from '../runtime/comparisons.js';
import { fromHost } from '../runtime/from-host.js';
import { scalarKey } from '../runtime/hash.js';
import { type HashKey, type List, type RuntimeValue, Tuple, isList } from '../runtime/runtime-value.js';
import { type Node, type NodeType, childrenOf } from '../syntax-tree.js';
import type { Evaluate, Frame } from './context.js';

const COLLECTIONS: readonly NodeType[] = ['list', 'tuple', 'set', 'mapping'];
const PLAIN: ReadonlySet<NodeType> = new Set<NodeType>([...COLLECTIONS, 'literal']);
const CONSTANT: ReadonlySet<NodeType> = new Set<NodeType>([
  ...PLAIN,
  'unary',
  'binary',
  'logical',
  'comparison',
  'conditional',
  'formatted',
  'subscript',
  'slice',
]);

/** Whether a part of the query has the same value for every record: literals, and what brackets and operators make of them. */
export function isConstant(node: Node): boolean {
  return CONSTANT.has(node.type) && childrenOf(node).every(isConstant);
}

/** Whether a constant is only literals in brackets, so that the length of the query limits the work for it. */
function isPlain(node: Node): boolean {
  return PLAIN.has(node.type) && childrenOf(node).every(isPlain);
}

interface Known {
  readonly outcome: { readonly value: RuntimeValue } | { readonly error: unknown };
  /** What each use of it costs. */
  readonly steps: number;
}

/**
 * A constant, evaluated when it is first asked for; from then on, its value or its fault is known. It has a meter of its
 * own, and each use is charged alike, so that no record depends on those before it: one step for a plain constant, and
 * for one with operators, whose work the length of the query does not limit, what it took.
 * @param anew whether a value that is an object has to be another one each time, since `is` could tell
 */
export function evaluatedOnce(node: Node, evaluate: Evaluate, anew: boolean): Evaluate {
  const plain = isPlain(node);
  let known: Known | undefined;
  return (frame) => {
    known ??= computed(evaluate, frame, plain);
    const { outcome, steps } = known;
    if (anew && 'value' in outcome && typeof outcome.value === 'object' && outcome.value !== null)
      return evaluate(frame);
    frame.meter.spend(steps);
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  };
}

function computed(evaluate: Evaluate, frame: Frame, plain: boolean): Known {
  const meter = new Meter(frame.meter.limits, new RunBudget(Infinity));
  try {
    const value = evaluate({ ...frame, meter });
    return { outcome: { value }, steps: plain ? 1 : Math.max(1, meter.steps) };
  } catch (error) {
    return { outcome: { error }, steps: Math.max(1, meter.steps) };
  }
}

/** Items from which on looking up is quicker than going through them. */
const LEAST_INDEXED = 8;

/** `item in constant`: a text, a number or `None` is looked up in a plain list or tuple, however long. */
export function containsIn(node: Node): (left: RuntimeValue, right: RuntimeValue, meter: Meter) => boolean {
  if ((node.type !== 'list' && node.type !== 'tuple') || !isPlain(node) || node.elements.length < LEAST_INDEXED)
    return (left, right, meter) => contains(right, left, meter);
  let index: ReadonlySet<HashKey> | undefined;
  return (left, right, meter) => {
    const key = scalarKey(left);
    const items = right instanceof Tuple ? right.items : right;
    if (key === undefined || !isList(items)) return contains(right, left, meter);
    meter.hashVisit(typeof key === 'string' ? key.length : 0);
    return (index ??= indexOf(items)).has(key);
  };
}

/** Only a scalar is equal to a scalar. */
function indexOf(items: List): ReadonlySet<HashKey> {
  const keys = new Set<HashKey>();
  for (const item of items) {
    const key = scalarKey(fromHost(item));
    if (key !== undefined) keys.add(key);
  }
  return keys;
}
