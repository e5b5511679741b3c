import { QueryEvaluationError, type SourceRange } from '../errors.js';
import type { Limits } from '../limits.js';
import { Meter, RunBudget } from '../meter.js';
import { type Observe, compileTree } from '../evaluate/compile-tree.js';
import type { CompileOptions, Frame } from '../evaluate/context.js';
import { type RuntimeValue, Stream } from '../runtime/runtime-value.js';
import { repr } from '../runtime/str.js';
import { type PlainValue, toHost } from '../runtime/to-host.js';
import { type Node, childrenOf } from '../syntax-tree.js';

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
    if (!(error instanceof QueryEvaluationError)) throw error;
  }
  return listed(root, 0).map(({ node, depth }) => {
    const noted = seen.get(node);
    return {
      start: node.start,
      end: node.end,
      source: options.source.slice(node.start, node.end),
      depth,
      times: noted?.times ?? 0,
      outcome: noted === undefined ? { kind: 'not-evaluated' } : outcomeOf(noted.last, frame.meter.limits),
    };
  });
}

function outcomeOf(seen: Seen, limits: Limits): TraceOutcome {
  if ('error' in seen) return { kind: 'error', error: seen.error };
  // Reading an iterator would use it up.
  if (seen.value instanceof Stream) return { kind: 'value', value: null, text: `<${seen.value.name}>` };
  const meter = new Meter(limits, new RunBudget(Infinity));
  try {
    return { kind: 'value', value: toHost(seen.value, meter), text: repr(seen.value, meter) };
  } catch {
    return { kind: 'value', value: null, text: '<too large to show>' };
  }
}

/** Every part but literals, which show their value themselves. */
function listed(node: Node, depth: number): readonly { readonly node: Node; readonly depth: number }[] {
  const shown = node.type !== 'literal' && node.type !== 'slice';
  const inner = childrenOf(node).flatMap((child) => listed(child, depth + (shown ? 1 : 0)));
  return shown ? [{ node, depth }, ...inner] : inner;
}
