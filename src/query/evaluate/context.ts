import type { CalendarDate } from '../../values/dates.js';
import { EvaluationFault, QueryEvaluationError, type SourceRange } from '../errors.js';
import type { Meter } from '../meter.js';
import type { RuntimeValue } from '../runtime/runtime-value.js';
import type { Node } from '../syntax-tree.js';
import type { Scope } from './scope.js';

/** A part of the query, compiled: gives its value for one record, or throws. */
export type Evaluate = (frame: Frame) => RuntimeValue;

/** One evaluation: what its names stand for, and what it may still do. */
export interface Frame {
  readonly record: object;
  /** Values of the comprehensions' names; undefined where there is none yet. */
  readonly slots: (RuntimeValue | undefined)[];
  readonly meter: Meter;
  readonly today: () => CalendarDate;
}

export interface CompileOptions {
  readonly source: string;
  /** The names that every record binds. */
  readonly names: ReadonlySet<string>;
  /** Whether a missing field is `None`. */
  readonly missingAsNone: boolean;
}

/** What compiling a node needs besides the node itself. */
export interface CompileContext extends CompileOptions {
  /** The names of the comprehensions around the node; null outside of them. */
  readonly scope: Scope | null;
  readonly newSlot: () => number;
  readonly compile: (node: Node) => Evaluate;
  /** The context of what is inside a comprehension. */
  readonly within: (scope: Scope) => CompileContext;
}

/** The same operation, whose faults become errors that know their range. */
export function located(range: SourceRange, { source }: CompileContext, evaluate: Evaluate): Evaluate {
  return (frame) => {
    try {
      return evaluate(frame);
    } catch (error) {
      throw withRange(error, range, source);
    }
  };
}

export function withRange(error: unknown, { start, end }: SourceRange, source: string): Error {
  if (error instanceof EvaluationFault)
    return new QueryEvaluationError({ fault: error, range: { start, end }, source });
  return error instanceof Error ? error : new TypeError(String(error));
}
