import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EXAMPLE_FLEET } from '../support/run-fleetq.js';
import { QueryProcess } from './query-process.js';
import { runSafely } from './support.js';

interface HostileCase {
  readonly name: string;
  readonly query?: string;
  /** A part put around itself many times, and the query that the whole stands in. */
  readonly nested?: { readonly around: string; readonly times: number; readonly inner: string; readonly whole: string };
  readonly repeat?: { readonly before: string; readonly part: string; readonly times: number; readonly after: string };
  readonly data?: { readonly wide: number };
  readonly limit?: string;
  readonly gives?: unknown;
  readonly error?: string;
  readonly honest: string;
  readonly data_honest?: { readonly wide: number };
  readonly answer: unknown;
}

const CASES = parse(readFileSync(new URL('queries.yaml', import.meta.url), 'utf8')) as readonly HostileCase[];

function queryOf({ query, nested, repeat }: HostileCase): string {
  if (nested !== undefined) {
    let part = nested.inner;
    for (let level = 0; level < nested.times; level++) part = nested.around.replace('@', () => part);
    return nested.whole.replaceAll('@', () => part);
  }
  if (repeat !== undefined) return repeat.before + repeat.part.repeat(repeat.times) + repeat.after;
  return query ?? '';
}

describe('a query that wants more than it may have', () => {
  let process: QueryProcess;
  beforeAll(async () => {
    process = await QueryProcess.start();
  });
  afterAll(() => process.close());

  it.each(CASES.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    process.renew();
    const answered = await process.ask({ query: queryOf(one), wide: one.data?.wide ?? 0 });
    const { milliseconds, megabytes, ...outcome } = answered;
    if (one.limit !== undefined) expect(outcome).toEqual({ error: 'limit', limit: one.limit });
    else if (one.error !== undefined) expect(outcome).toMatchObject({ error: one.error });
    else expect(outcome).toEqual({ value: one.gives });
    // The clock ends what the steps do not: with room for a machine that has other work.
    expect(milliseconds).toBeLessThan(1_000);
    expect(megabytes).toBeLessThan(300);
    const honest = await process.ask({ query: one.honest, wide: one.data_honest?.wide ?? 0 });
    expect(honest.value).toEqual(one.answer);
  });

  it.each(['[', '('])('%s without end is refused before it is evaluated', async (open) => {
    const { refused, crash, died } = await process.ask({ query: open.repeat(49_000) });
    expect({ refused, crash, died }).toEqual({ refused: 'limit', crash: undefined, died: undefined });
  });
});

describe('a list of a thousand names', () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `'source-${index}'`).join(', ');

  it.each([
    ['a list', `data.name in [${names}]`, 0],
    ['a tuple', `data.name in (${names})`, 0],
    ['a set', `data.name in {${names}}`, 0],
    ['a list, turned round', `data.name not in [${names}]`, 5_000],
    ['one with its own name in it', `data.name in [${names}, 'source-x']`, 5_000],
    ['one that is not constant', `data.name in [${names}, data.text]`, 0],
  ])('%s is looked up in 5,000 connectors quickly', async (title, query, matched) => {
    const process = await QueryProcess.start();
    try {
      const { value, milliseconds } = await process.ask({ query, records: 5_000 });
      expect(value).toBe(matched);
      expect(milliseconds).toBeLessThan(title.includes('not constant') ? 4_000 : 400);
    } finally {
      process.close();
    }
  });
});

describe('the program', () => {
  it.each([
    ["('a'*100000,)*10000 in {1}", 0],
    ['[(x, x) for x in [(y, y) for y in [1]]] == data', 0],
    [`${'['.repeat(20_000)}1${']'.repeat(20_000)}`, 2],
    [`${'not '.repeat(12_000)}data`, 2],
    [`${'-'.repeat(40_000)}1`, 2],
    [`data${'.a'.repeat(20_000)}`, 2],
    [`data${'[0]'.repeat(15_000)}`, 2],
    ['('.repeat(20_000), 2],
    [`f'${'{f"'.repeat(1_000)}`, 2],
    [`1${'**1'.repeat(15_000)}`, 2],
    [`1${'+1'.repeat(20_000)}`, 2],
  ])('answers %.40s with an exit code that no gate has', async (query, code) => {
    for (const command of ['list', 'explain']) {
      const words = command === 'list' ? ['list', '-q', query, '-o', 'count'] : ['explain', query];
      const ran = await runSafely([...words, '--root', EXAMPLE_FLEET]);
      expect([command, ran.code]).toEqual([command, code]);
    }
  });
});
