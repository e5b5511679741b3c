import { excerpt } from './excerpt.js';
import type { LimitName } from './limits.js';
import type { SourceRange } from './range.js';

/** What can be wrong with a query before any data is read. */
export type QuerySyntaxErrorCode =
  | 'empty' // there is no query
  | 'syntax' // Python would not read it either
  | 'statement' // Python, but not an expression
  | 'not-python' // JavaScript, SQL or shell spelling
  | 'not-available' // a Python expression that the language leaves out (lambda, await, …)
  | 'unknown-name'
  | 'unknown-function'
  | 'unknown-method'
  | 'private-attribute' // `__class__` and its like
  | 'not-deterministic' // `rand`, `randint`
  | 'limit'; // longer, deeper or larger than a query may be

/** What can stop a query on one record. */
export type QueryEvaluationErrorCode =
  | 'missing-field' // a mapping has no such key, by attribute or subscript
  | 'missing-attribute' // a value that is no mapping has no such attribute
  | 'missing-index' // a list, tuple or string is shorter
  | 'uncalled-method' // `data.items` without `()`, where there is no such key
  | 'unbound-name' // a comprehension's name is read before it has a value
  | 'type' // an operation on a kind of value that does not have it
  | 'value' // the right kind, but a value that does not work (`int('x')`)
  | 'zero-division'
  | 'overflow' // beyond what a floating-point number holds
  | 'unsupported-value' // the record holds something that is no metadata (a function, an instance)
  | 'limit';

/** A known failure of a query. Where in this program it was noticed tells nobody anything, and costs more than the rest of a record. */
class StacklessError extends Error {
  constructor(message?: string) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = limit;
  }
}

/** A failed operation that does not know yet where in the query it stands. */
export class Fault extends StacklessError {
  override readonly name = 'Fault';

  constructor(
    readonly code: QueryEvaluationErrorCode,
    readonly summary: string,
    readonly hint: Hint = null,
    readonly limit: LimitName | null = null,
  ) {
    super(summary);
  }
}

/** What to try. One that costs something to find, such as the nearest name, is found when somebody reads it. */
export type Hint = string | null | (() => string | null);

interface Details<Code> {
  readonly code: Code;
  /** One line, with names and values of the query in backquotes. */
  readonly summary: string;
  /** One line: what to try. */
  readonly hint: string | null;
  readonly range: SourceRange;
  readonly source: string;
  /** The limit that was met, where `code` is `limit`. */
  readonly limit?: LimitName | null;
}

function formatted(details: Details<string>): string {
  const { line, carets } = excerpt(details.source, details.range);
  const lines = [`query error: ${details.summary}`, `  ${line}`, `  ${carets}`];
  if (details.hint !== null) lines.push(details.hint);
  return lines.join('\n');
}

/** The query itself is wrong: nothing was read. `message` is the text of three or four lines that a person should see. */
export class QuerySyntaxError extends Error {
  override readonly name = 'QuerySyntaxError';
  readonly code: QuerySyntaxErrorCode;
  readonly summary: string;
  readonly hint: string | null;
  readonly range: SourceRange;
  readonly limit: LimitName | null;

  constructor(details: Details<QuerySyntaxErrorCode>) {
    super(formatted(details));
    this.code = details.code;
    this.summary = details.summary;
    this.hint = details.hint;
    this.range = details.range;
    this.limit = details.limit ?? null;
  }
}

/** Where an evaluation failed, and why. */
export interface EvaluationFailure {
  readonly fault: Fault;
  readonly range: SourceRange;
  readonly source: string;
}

/** Characters of the query that a reason repeats. */
const REASON_EXCERPT = 60;

/** The query met an error on one record. */
export class QueryEvaluationError extends StacklessError {
  override readonly name = 'QueryEvaluationError';
  readonly code: QueryEvaluationErrorCode;
  readonly summary: string;
  readonly range: SourceRange;
  readonly limit: LimitName | null;
  readonly #failure: EvaluationFailure;

  constructor(failure: EvaluationFailure) {
    super();
    this.code = failure.fault.code;
    this.summary = failure.fault.summary;
    this.range = failure.range;
    this.limit = failure.fault.limit;
    this.#failure = failure;
  }

  /** One line: what to try. */
  get hint(): string | null {
    const { hint } = this.#failure.fault;
    return typeof hint === 'function' ? hint() : hint;
  }

  /** Short, and the same for every record that fails in the same way: what undecided records are grouped by. */
  get reason(): string {
    if (this.code === 'missing-field' || this.code === 'uncalled-method' || this.code === 'limit') return this.summary;
    const text = this.#failure.source.slice(this.range.start, this.range.end).replace(/\s+/g, ' ');
    return `${this.summary} in \`${text.length > REASON_EXCERPT ? `${text.slice(0, REASON_EXCERPT - 1)}…` : text}\``;
  }

  /** The three or four lines that a person should see. */
  format(): string {
    return formatted({
      code: this.code,
      summary: this.summary,
      hint: this.hint,
      range: this.range,
      source: this.#failure.source,
    });
  }
}

// A fleet may leave thousands of records undecided, of which one or two are shown: the text is made when it is read.
Object.defineProperty(QueryEvaluationError.prototype, 'message', {
  get(this: QueryEvaluationError) {
    return this.format();
  },
  configurable: true,
});
