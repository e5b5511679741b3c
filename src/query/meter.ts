import { EvaluationFault } from './errors.js';
import type { LimitName, Limits } from './limits.js';

/** The steps of a run, shared by the evaluations of many records and queries. */
export class RunBudget {
  #spent = 0;

  constructor(readonly steps: number) {}

  get spent(): number {
    return this.#spent;
  }

  /** False if the budget is exceeded. */
  spend(steps: number): boolean {
    this.#spent += steps;
    return this.#spent <= this.steps;
  }
}

const ADVICE: Readonly<Partial<Record<LimitName, string>>> = {
  steps: 'make the query simpler, or its lists shorter',
  runSteps: 'make the query simpler, or narrow the selection first',
  comprehensionItems: 'go through fewer items: put the condition with the smallest list first',
};

/** Counts the work of one evaluation, and fails when a limit is exceeded. Called before the work is done. */
export class Meter {
  #steps = 0;
  #items = 0;

  constructor(
    readonly limits: Limits,
    private readonly run: RunBudget,
  ) {}

  /** Counts steps, each about one small operation. */
  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > this.limits.steps)
      throw exceeded('steps', `the query needs more than ${this.limits.steps} steps for one connector`);
    if (!this.run.spend(steps)) throw exceeded('runSteps', `the run needs more than ${this.run.steps} steps`);
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

  /** Counts a new string of so many characters. */
  string(length: number): void {
    if (length > this.limits.stringLength)
      throw exceeded('stringLength', `a string would be longer than ${this.limits.stringLength} characters`);
    this.spend(length >> 5);
  }

  /** Counts a pass over all characters of a string. */
  characters(length: number): void {
    this.spend(1 + (length >> 2));
  }

  /** Counts a search for one string in another: in the worst case, the product of their lengths. */
  search(text: string, part: string): void {
    this.spend(1 + (text.length >> 6) + Math.floor((Math.max(0, text.length - part.length) * part.length) / 8192));
  }

  /** Counts a new list, tuple, set or mapping of so many items. */
  collection(length: number): void {
    if (length > this.limits.collectionLength)
      throw exceeded('collectionLength', `a collection would have more than ${this.limits.collectionLength} items`);
    this.spend(length >> 3);
  }

  /** Counts a new integer of so many binary digits. */
  integer(bits: number): void {
    if (bits > this.limits.integerBits)
      throw exceeded('integerBits', `an integer would have more than ${this.limits.integerBits} binary digits`);
    this.spend(1 + Math.floor((bits * bits) / 1_000_000));
  }

  /** Checks the depth of nested values. */
  nesting(depth: number): void {
    if (depth > this.limits.valueNesting)
      throw exceeded('valueNesting', `values are nested more than ${this.limits.valueNesting} levels deep`);
  }
}

export function exceeded(limit: LimitName, summary: string): EvaluationFault {
  return new EvaluationFault('limit', summary, ADVICE[limit] ?? null, limit);
}
