/**
 * What one query may use at most. The error of a limit names it.
 * `powerOperand`, `shift`, `comprehensionItems`, `stringLength` and `collectionLength` are simpleeval's.
 */
export const DEFAULT_LIMITS = Object.freeze({
  /** Characters of the query itself. */
  sourceLength: 50_000,
  /** Nodes of the syntax tree. */
  nodes: 10_000,
  /** Levels of brackets and operators inside each other. */
  nesting: 200,
  /** Units of work for one connector; work on long values counts by their length. */
  steps: 200_000,
  /** Units of work over a whole run. */
  runSteps: 200_000_000,
  /** Milliseconds for one connector; the clock is looked at only where the steps are far from few. */
  connectorMs: 1_000,
  /** Milliseconds that all evaluations of a run take together. */
  runMs: 10_000,
  /** Items that all comprehensions together go through, for one connector. */
  comprehensionItems: 10_000,
  /** Code points of a string that the query builds. */
  stringLength: 100_000,
  /** Items of a list, tuple, set or mapping that the query builds. */
  collectionLength: 100_000,
  /** Absolute value of both sides of `**`. */
  powerOperand: 4_000_000,
  /** Right side of `<<` and `>>`. */
  shift: 10_000,
  /** Binary digits of an integer that the query builds. */
  integerBits: 100_000,
  /** Decimal digits of an integer read from text, or turned into it. */
  digits: 4_300,
  /** Levels of lists and mappings inside each other that a query compares, prints or returns. */
  valueNesting: 400,
});

export type LimitName = keyof typeof DEFAULT_LIMITS;
export type Limits = Readonly<Record<LimitName, number>>;

/**
 * The default limits with some of them replaced.
 * @throws RangeError for an unknown limit, or a value that is not a positive integer
 */
export function limitsWith(changes: Partial<Limits> = {}): Limits {
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(DEFAULT_LIMITS, name)) {
      throw new RangeError(`unknown limit \`${name}\`; there are: ${Object.keys(DEFAULT_LIMITS).join(', ')}`);
    }
    if (!Number.isSafeInteger(value) || value < 1)
      throw new RangeError(`limit \`${name}\` must be a positive whole number`);
  }
  return Object.freeze({ ...DEFAULT_LIMITS, ...changes });
}
