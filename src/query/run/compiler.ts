import { EvaluationFault, QueryEvaluationError, type SourceRange } from '../errors.js';
import type { Node } from '../tree/nodes.js';
import type { Evaluate } from './frame.js';

/** What compiling a part of the tree needs besides the part itself. */
export interface Compiler {
  readonly source: string;
  /** Whether a missing field is `None`. */
  readonly missingAsNone: boolean;
  readonly compile: (node: Node) => Evaluate;
}

/** An operation that knows where it stands: a fault inside it becomes an error with its place. */
export function located(range: SourceRange, { source }: Compiler, evaluate: Evaluate): Evaluate {
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
