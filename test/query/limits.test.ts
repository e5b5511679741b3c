import { describe, expect, it } from 'vitest';
import {
  compileQuery,
  DEFAULT_LIMITS,
  QueryEvaluationError,
  QuerySyntaxError,
  RunBudget,
  type LimitName,
  type Limits,
} from '../../src/index.js';

/** The limit that a query meets under changed limits, or null where it meets none. */
function limitMet(query: string, limits: Partial<Limits>, data: unknown = {}): LimitName | null {
  try {
    compileQuery(query, { limits }).evaluate({ data });
    return null;
  } catch (error) {
    if (error instanceof QuerySyntaxError || error instanceof QueryEvaluationError) return error.limit;
    throw error;
  }
}

/** A query that needs exactly `n` of a limit, for each of them. */
const EXACTLY: Readonly<
  Record<Exclude<LimitName, 'steps' | 'runSteps' | 'connectorMs' | 'runMs'>, (n: number) => string>
> = {
  sourceLength: (n) => '1'.padEnd(n - 2, ' ') + '+1',
  nodes: (n) =>
    `[${Array(n - 1)
      .fill('1')
      .join(',')}]`,
  nesting: (n) => '('.repeat(n) + '1' + ')'.repeat(n),
  comprehensionItems: (n) => `[x for x in range(${n})]`,
  stringLength: (n) => `'a' * ${n}`,
  collectionLength: (n) => `[1] * ${n}`,
  powerOperand: (n) => `${n} ** 2`,
  shift: (n) => `1 << ${n}`,
  integerBits: (n) => `1 << ${n - 1}`,
  digits: (n) => `int('${'1'.repeat(n)}')`,
  valueNesting: (n) => `data.deep == ${JSON.stringify(deep(n))} and None`,
};

function deep(levels: number): unknown {
  let value: unknown = [];
  for (let i = 1; i < levels; i += 1) value = [value];
  return value;
}

describe('limits', () => {
  it.each(Object.entries(EXACTLY).map(([name, query]) => ({ name, query })))(
    '$name holds at N and ends at N + 1',
    ({ name, query }) => {
      const n = 12;
      const data = { deep: deep(n) };
      expect(limitMet(query(n), { [name]: n }, data)).toBeNull();
      expect(limitMet(query(n + 1), { [name]: n }, { deep: deep(n + 1) })).toBe(name);
    },
  );

  it('steps hold at N and end at N + 1', () => {
    const limits = (steps: number): Partial<Limits> => ({ steps });
    const least =
      Array.from({ length: 50 }, (_, i) => i + 1).find((steps) => limitMet('1 + 2 + 3', limits(steps)) === null) ?? 0;
    expect(least).toBeGreaterThan(1);
    expect(limitMet('1 + 2 + 3', limits(least - 1))).toBe('steps');
  });

  it('steps of a run add up over its evaluations, and over its queries', () => {
    const run = new RunBudget(10);
    const query = compileQuery('1 + 2', { run });
    const other = compileQuery('3 + 4', { run });
    const answers = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? query : other).test({ data: {} }));
    expect(answers[0]).toBe('matched');
    expect(answers.at(-1)).toBe('undecided');
    const last = other.decide({ data: {} });
    expect(last.outcome === 'undecided' && last.error.limit).toBe('runSteps');
  });

  it('the time of one connector, and of a run, is limited, and an answer comes first where there is little to do', () => {
    const slow = 'sum([len(str(list(range(50)))) for x in range(400)])';
    expect(limitMet(slow, { connectorMs: 1, steps: 1_000_000_000 })).toBe('connectorMs');
    expect(limitMet(slow, { steps: 1_000_000_000 })).toBeNull();
    expect(limitMet('1 + 2', { connectorMs: 1 })).toBeNull();
  });

  it('a run that has taken its time decides nothing more, and says why', () => {
    const run = new RunBudget(Infinity, 1);
    const slow = compileQuery('sum([len(str(list(range(50)))) for x in range(400)])', { run });
    expect(slow.test({ data: {} })).toBe('undecided');
    const next = compileQuery('True', { run }).decide({ data: {} });
    expect(next.outcome === 'undecided' && next.error.limit).toBe('runMs');
    expect(next.outcome === 'undecided' && next.error.reason).toBe('the queries of the run need more than 1 ms');
  });

  it('every default is met by a query that asks for one more', () => {
    for (const name of [
      'nesting',
      'comprehensionItems',
      'stringLength',
      'collectionLength',
      'powerOperand',
      'shift',
      'digits',
    ] as const) {
      expect(limitMet(EXACTLY[name](DEFAULT_LIMITS[name] + 1), {}), name).toBe(name);
    }
  });

  it('are frozen, and an unknown or impossible one is refused', () => {
    expect(Object.isFrozen(DEFAULT_LIMITS)).toBe(true);
    const wrong: object = { stepz: 5 };
    expect(() => compileQuery('1', { limits: wrong })).toThrow(/unknown limit `stepz`/);
    expect(() => compileQuery('1', { limits: { steps: -1 } })).toThrow(/positive whole number/);
  });
});
