import { writeSync } from 'node:fs';
import { compileQuery, QueryEvaluationError, QuerySyntaxError } from '../../src/index.js';
import { DEFAULT_LIMITS } from '../../src/query/limits.js';
import { RunBudget } from '../../src/query/meter.js';

// Answers lines of JSON, each a query and the width of its record, with what they cost.

interface Asked {
  readonly query: string;
  readonly wide: number;
  /** Over how many records; absent for one, whose value is answered. */
  readonly records?: number;
}

function isAsked(value: unknown): value is Asked {
  return typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'string';
}

const records = new Map<number, object>();

/** A record like a connector's, with so many keys besides. */
function recordOf(wide: number): object {
  const known = records.get(wide);
  if (known !== undefined) return known;
  const data = {
    name: 'source-x',
    tags: ['a', 'b', 'language:python'],
    text: 'some words of text',
    number: 7,
    ratio: 2.5,
    flag: true,
    nothing: null,
    when: new Date('2024-03-09'),
    moment: new Date('2024-03-09T01:02:03Z'),
    nested: { list: [1, 2, 3], mapping: { a: 1 } },
    ...Object.fromEntries(Array.from({ length: wide }, (_, i) => [`k${i}`, i])),
  };
  const record = { data, connector: { name: 'source-x' } };
  records.set(wide, record);
  return record;
}

/** As a run of the command line does it: one budget for all records. */
function decideAll(query: string, wide: number, records: number): object {
  const run = new RunBudget(DEFAULT_LIMITS.runSteps, DEFAULT_LIMITS.runMs);
  const compiled = compileQuery(query, { run });
  const outcomes = Array.from({ length: records }, () => compiled.test(recordOf(wide)));
  return { value: outcomes.filter((outcome) => outcome === 'matched').length };
}

function outcome({ query, wide, records }: Asked): object {
  try {
    if (records !== undefined) return decideAll(query, wide, records);
    const value = compileQuery(query).evaluate(recordOf(wide));
    return { value: value instanceof Set ? [...value] : value };
  } catch (error) {
    if (error instanceof QuerySyntaxError) return { refused: error.code, limit: error.limit };
    if (error instanceof QueryEvaluationError) return { error: error.code, limit: error.limit };
    return { crash: error instanceof Error ? error.stack : String(error) };
  }
}

function answer(line: string): void {
  const asked: unknown = JSON.parse(line);
  if (!isAsked(asked)) throw new Error('no query');
  recordOf(asked.wide);
  const start = process.cpuUsage();
  const result = outcome(asked);
  // Time of the processor, so that a machine with other work to do changes nothing.
  const { user, system } = process.cpuUsage(start);
  const cost = { milliseconds: (user + system) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 };
  const text = JSON.stringify({ ...result, ...cost }, (_key, value: unknown) =>
    typeof value === 'bigint' ? Number(value) : value,
  );
  writeSync(1, `${text.length > 100_000 ? JSON.stringify({ value: 'long', ...cost }) : text}\n`);
}

compileQuery('data.name == 1').test(recordOf(0));
let rest = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) answer(line);
});
