import type { CalendarDate } from '../../values/dates.js';
import { EvaluationFault, QueryEvaluationError, type SourceRange } from '../errors.js';
import type { Meter } from '../meter.js';
import type { RuntimeValue } from '../runtime/runtime-value.js';
import type { Node } from '../syntax-tree.js';

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
  /** How a constant is compiled whose identity nobody sees; null for a part that is none, or is evaluated as it stands. */
  readonly compileConstant: (node: Node) => Evaluate | null;
  /** The context of what is inside a comprehension. */
  readonly within: (scope: Scope) => CompileContext;
}

/** The names of one comprehension, and the slots of the frame that hold their values while it runs. */
export class Scope {
  readonly #slots = new Map<string, number>();
  readonly #certain = new Set<string>();

  /** All names have a slot from the start: `[x for y in [1, 2] for x in x]` finds its `x` the second time. */
  constructor(
    private readonly outer: Scope | null,
    names: readonly string[],
    newSlot: () => number,
  ) {
    for (const name of names) if (!this.#slots.has(name)) this.#slots.set(name, newSlot());
  }

  get slots(): readonly number[] {
    return [...this.#slots.values()];
  }

  slotOf(name: string): number | undefined {
    return this.#slots.get(name);
  }

  /** From here on, the name has a value whenever it is read. */
  bind(name: string): void {
    this.#certain.add(name);
  }

  /** Slots that may hold a name's value, innermost first; `certain` if one of them always does. */
  resolve(name: string): { readonly slots: readonly number[]; readonly certain: boolean } {
    const slot = this.#slots.get(name);
    if (slot !== undefined && this.#certain.has(name)) return { slots: [slot], certain: true };
    const outer = this.outer?.resolve(name) ?? { slots: [], certain: false };
    return slot === undefined ? outer : { slots: [slot, ...outer.slots], certain: outer.certain };
  }
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
