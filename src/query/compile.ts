import { CalendarDate } from '../values/dates.js';
import { FUNCTION_NAMES } from './builtins/table.js';
import { describe } from './describe.js';
import { engineFault, withinEngine } from './engine-limits.js';
import { QueryEvaluationError } from './errors.js';
import { type CompiledTree, compileTree } from './evaluate/compile-tree.js';
import { type CompileOptions, type Frame, withRange } from './evaluate/context.js';
import { type FieldRead, type TraceEntry, fieldsOf, namesReadWhole, trace } from './explain.js';
import { type Limits, limitsWith } from './limits.js';
import { Meter, RunBudget } from './meter.js';
import { parse } from './parser/parse.js';
import { isTrue } from './runtime/comparisons.js';
import type { RuntimeValue } from './runtime/runtime-value.js';
import { type PlainValue, toHost } from './runtime/to-host.js';
import type { Node } from './syntax-tree.js';
import { type QueryWarning, warningsIn } from './warnings.js';

export interface QueryOptions {
  /** The names that every record binds. Default: `data` and `connector`. */
  readonly names?: readonly string[];
  /** Whether a missing field is an error (the default) or `None`. */
  readonly missing?: 'error' | 'none';
  /** Limits other than the default ones; see `DEFAULT_LIMITS`. */
  readonly limits?: Partial<Limits>;
  /** The day that `today()` gives, in UTC. Default: the day of each evaluation. */
  readonly now?: Date;
  /** A budget shared with other evaluations; without it, only the limits of each evaluation count. */
  readonly run?: RunBudget;
}

/** The values of the names of a query: `{ data, connector }`. Only own properties count. */
export type QueryRecord = object;

export type Decision =
  | { readonly outcome: 'matched' }
  | { readonly outcome: 'unmatched' }
  | { readonly outcome: 'undecided'; readonly error: QueryEvaluationError };

/** A valid query, to be evaluated on any number of records. It keeps no state between them. */
export class CompiledQuery {
  readonly #root: Node;
  readonly #compileOptions: CompileOptions;
  readonly #compiled: CompiledTree;
  readonly #options: QueryOptions;

  /** @internal use `compileQuery` */
  constructor(
    readonly source: string,
    root: Node,
    readonly limits: Limits,
    options: QueryOptions,
  ) {
    this.#root = root;
    this.#options = options;
    this.#compileOptions = {
      source,
      names: new Set(options.names ?? ['data', 'connector']),
      missingAsNone: options.missing === 'none',
    };
    this.#compiled = compileTree(root, this.#compileOptions);
  }

  /**
   * The value of the query for one record, as plain JavaScript values.
   * @throws QueryEvaluationError
   */
  evaluate(record: QueryRecord): PlainValue {
    return this.#settled(record, (frame) => toHost(this.#compiled.evaluate(frame), frame.meter));
  }

  /** Whether the query matches a record; an evaluation error leaves that undecided. */
  decide(record: QueryRecord): Decision {
    try {
      return this.#settled(record, (frame) => ({
        outcome: isTrue(this.#compiled.evaluate(frame), frame.meter) ? 'matched' : 'unmatched',
      }));
    } catch (error) {
      if (error instanceof QueryEvaluationError) return { outcome: 'undecided', error };
      throw error;
    }
  }

  /** The fields that the query reads, as far as can be told without data, in the order in which they are written. */
  get fields(): readonly FieldRead[] {
    return withinEngine(this.source, () => fieldsOf(this.#root));
  }

  /** The names that the query reads as a whole, or by keys that only evaluation tells. */
  get namesReadWhole(): ReadonlySet<string> {
    return withinEngine(this.source, () => new Set(namesReadWhole(this.#root)));
  }

  /** What is probably meant otherwise, in the order in which it is written. */
  get warnings(): readonly QueryWarning[] {
    return withinEngine(this.source, () => warningsIn(this.#root, this.source));
  }

  /** The query as it was parsed, with brackets round every operation. It means the same when it is compiled again. */
  describe(): string {
    return withinEngine(this.source, () => describe(this.#root));
  }

  /** The result of each part of the query on one record, in the order in which the parts are written. */
  trace(record: QueryRecord): readonly TraceEntry[] {
    const frame = this.#frame(record);
    try {
      return trace(this.#root, this.#compileOptions, frame);
    } finally {
      frame.meter.settle();
    }
  }

  /** The outcome of `decide` alone. */
  test(record: QueryRecord): Decision['outcome'] {
    return this.decide(record).outcome;
  }

  /** The outermost frame of an evaluation: a fault that no part of the query has located is one of the whole query. */
  #settled<T>(record: QueryRecord, work: (frame: Frame) => T): T {
    const frame = this.#frame(record);
    try {
      // Every evaluation is charged for, so that one of a run that is over its limit does not begin.
      frame.meter.spend(1);
      return work(frame);
    } catch (error) {
      throw withRange(engineFault(error) ?? error, this.#root, this.source);
    } finally {
      frame.meter.settle();
    }
  }

  #frame(record: QueryRecord): Frame {
    const { run, now } = this.#options;
    return {
      record,
      slots: new Array<RuntimeValue | undefined>(this.#compiled.slots),
      meter: new Meter(this.limits, run ?? new RunBudget(Infinity)),
      today: () => dayOf(now ?? new Date()),
    };
  }
}

function dayOf(now: Date): CalendarDate {
  return new CalendarDate(now.getUTCFullYear(), now.getUTCMonth() + 1, now.getUTCDate());
}

/**
 * Parses and checks a query.
 * @throws QuerySyntaxError for an invalid query
 * @throws RangeError for an unknown limit
 */
export function compileQuery(source: string, options: QueryOptions = {}): CompiledQuery {
  const limits = limitsWith(options.limits);
  return withinEngine(source, () => new CompiledQuery(source, parse(source, limits, FUNCTION_NAMES), limits, options));
}
