import { EvaluationFault } from './errors.js';
import type { LimitName, Limits } from './limits.js';

/** The steps and the time of a run, shared by the evaluations of many records and queries. */
export class RunBudget {
  #steps = 0;
  #milliseconds = 0;

  /** @param milliseconds that all evaluations may take together */
  constructor(
    readonly steps: number,
    readonly milliseconds = Infinity,
  ) {}

  get spent(): number {
    return this.#steps;
  }

  get stepsLeft(): number {
    return this.steps - this.#steps;
  }

  get millisecondsLeft(): number {
    return this.milliseconds - this.#milliseconds;
  }

  spend(steps: number, milliseconds: number): void {
    this.#steps += steps;
    this.#milliseconds += milliseconds;
  }
}

const ADVICE: Readonly<Partial<Record<LimitName, string>>> = {
  steps: 'make the query simpler, or its lists shorter',
  runSteps: 'make the query simpler, or narrow the selection first',
  connectorMs: 'make the query simpler, or its lists shorter',
  runMs: 'make the query simpler, or narrow the selection first',
  comprehensionItems: 'go through fewer items: put the condition with the smallest list first',
};

/** Steps between two looks at the clock: few queries need as many, so a slow machine changes no honest answer. */
const STEPS_PER_LOOK = 8192;

/**
 * Counts the work of one evaluation, and fails when a limit is exceeded. Called before the work is done.
 *
 * A step is about a microsecond at most. What each kind of value costs is said here, and nowhere else: the functions that
 * go through a value take the meter and ask for its price.
 */
export class Meter {
  #steps = 0;
  #items = 0;
  /** The number of steps at which something has to be looked at: a limit, or the clock. */
  #nextLook: number;
  readonly #start: number;

  /**
   * @param limits what this evaluation may use
   * @param run what it shares with others
   */
  constructor(
    readonly limits: Limits,
    private readonly run: RunBudget,
  ) {
    this.#start = now();
    this.#nextLook = run.millisecondsLeft < 0 ? -1 : Math.min(limits.steps, run.stepsLeft, STEPS_PER_LOOK);
  }

  /** The steps so far. */
  get steps(): number {
    return this.#steps;
  }

  /** Counts steps. */
  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > this.#nextLook) this.#look();
  }

  /** Charges the run for this evaluation. Called once, at its end, whatever the end is. */
  settle(): void {
    this.run.spend(this.#steps, now() - this.#start);
  }

  #look(): void {
    const { limits, run } = this;
    if (this.#steps > limits.steps)
      throw exceeded('steps', `the query needs more than ${limits.steps} steps for one connector`);
    if (this.#steps > run.stepsLeft) throw exceeded('runSteps', `the run needs more than ${run.steps} steps`);
    const milliseconds = now() - this.#start;
    if (milliseconds > run.millisecondsLeft)
      throw exceeded('runMs', `the queries of the run need more than ${run.milliseconds} ms`);
    if (milliseconds > limits.connectorMs)
      throw exceeded('connectorMs', `the query needs more than ${limits.connectorMs} ms for one connector`);
    this.#nextLook = Math.min(limits.steps, run.stepsLeft, this.#steps + STEPS_PER_LOOK);
  }

  comprehensionItem(): void {
    this.#items += 1;
    if (this.#items > this.limits.comprehensionItems) {
      throw exceeded(
        'comprehensionItems',
        `comprehensions go through more than ${this.limits.comprehensionItems} items`,
      );
    }
  }

  /** Counts a new string of so many characters, of which `added` were not counted before. */
  string(length: number, added: number = length): void {
    if (length > this.limits.stringLength)
      throw exceeded('stringLength', `a string would be longer than ${this.limits.stringLength} characters`);
    if (added >= 32) this.spend(added >> 5);
  }

  /** Counts a pass over a string that JavaScript makes by itself: a comparison, a count, a copy. */
  scan(length: number): void {
    if (length >= 64) this.spend(length >> 6);
  }

  /** Counts the division of a string into its code points. */
  codePoints(length: number): void {
    if (length >= 16) this.spend(length >> 4);
  }

  /** Counts a pass over a string that looks at each of its characters. */
  characters(length: number): void {
    this.spend(1 + (length >> 1));
  }

  /** Counts a string that is written with escapes. */
  quoted(length: number): void {
    this.spend(1 + length);
  }

  /** Counts a search for one string in another: in the worst case, the product of their lengths. */
  search(text: string, part: string): void {
    const product = Math.max(0, text.length - part.length) * part.length;
    this.spend(1 + (text.length >> 6) + (part.length >> 6) + Math.floor(product / 1024));
  }

  /** Counts a new list, tuple, set or mapping of so many items, of which `added` were not counted before. */
  collection(length: number, added: number = length): void {
    if (length > this.limits.collectionLength)
      throw exceeded('collectionLength', `a collection would have more than ${this.limits.collectionLength} items`);
    if (added >= 8) this.spend(added >> 3);
  }

  /** Counts the keys of a mapping that are listed, or counted: an object has to be gone through for either. */
  keys(size: number): void {
    if (size > 1) this.spend(size >> 1);
  }

  /** Counts the entries of a mapping that are listed. */
  entries(size: number): void {
    this.spend(size);
  }

  /** Counts so many items that are hashed, looked up, or put into a set or mapping. */
  hashed(items: number): void {
    this.spend(items);
  }

  /** Counts the visit of one value that is hashed, whose key has so many characters. */
  hashVisit(keyLength: number): void {
    this.spend(1 + (keyLength >> 5));
  }

  /** Counts a new integer of so many binary digits. */
  integer(bits: number): void {
    if (bits > this.limits.integerBits)
      throw exceeded('integerBits', `an integer would have more than ${this.limits.integerBits} binary digits`);
    this.spend(1 + Math.floor((bits * bits) / 1_000_000));
  }

  /** Counts the conversion of so many digits between text and number, which takes quadratic time. */
  digits(count: number): void {
    if (count >= 16) this.spend((count >> 4) + Math.floor((count * count) / 50_000));
  }

  /** Counts the text of a float. */
  float(): void {
    this.spend(2);
  }

  /** Counts the reading of a version. */
  version(length: number): void {
    this.spend(4 + (Math.min(length, 256) >> 2) + (length >> 6));
  }

  /** Counts an operation on dates, which goes through big integers or the calendar. */
  date(): void {
    this.spend(2);
  }

  /** Counts the comparison of two versions, by their parts. */
  versions(length: number, other: number): void {
    this.spend(1 + (Math.min(length, other) >> 4));
  }

  /** Checks the depth of nested values. */
  nesting(depth: number): void {
    if (depth > this.limits.valueNesting)
      throw exceeded('valueNesting', `values are nested more than ${this.limits.valueNesting} levels deep`);
  }
}

/** Milliseconds of a clock that is never set. `performance.now` is loaded when it is first used, which takes longer than a query. */
function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1_000_000;
}

export function exceeded(limit: LimitName, summary: string): EvaluationFault {
  return new EvaluationFault('limit', summary, ADVICE[limit] ?? null, limit);
}
