import { z } from 'zod';
import { FleetqError } from '../../errors.js';
import { parsedJson } from '../json-text.js';

/** Whether the CI run of a connector passed, by its name. */
export type CiResults = ReadonlyMap<string, boolean>;

const PASSED = ['passed', 'pass', 'success', 'successful', 'succeeded', 'ok'];
const FAILED = ['failed', 'fail', 'failure', 'error', 'errored', 'cancelled', 'canceled', 'timed_out'];

const Outcome = z.union([
  z.boolean(),
  z.string().refine((text) => [...PASSED, ...FAILED].includes(text.toLowerCase()), 'is neither passed nor failed'),
]);
const Entry = z.object({ name: z.string(), result: Outcome });
const Results = z.union([z.array(Entry), z.object({ results: z.array(Entry) }), z.record(z.string(), Outcome)]);

/**
 * Reads a results file: `{ "source-x": "passed", "source-y": false }`, or a list of
 * `{ "name": "source-x", "result": "failed" }`, plain or under `results`.
 */
export function readCiResults(text: string, path: string): CiResults {
  const document = parsedJson(text);
  if (document === undefined) throw new FleetqError('configuration', `${path} is not JSON`);
  const parsed = Results.safeParse(document);
  if (!parsed.success) {
    throw new FleetqError('configuration', `${path} is not a file of CI results`, [
      'it maps names to results: { "source-x": "passed", "source-y": "failed" }',
    ]);
  }
  const { data } = parsed;
  const entries = Array.isArray(data)
    ? data
    : isList(data)
      ? data.results
      : Object.entries(data).map(([name, result]) => ({ name, result }));
  return new Map(
    entries.map(({ name, result }) => [
      name,
      typeof result === 'boolean' ? result : PASSED.includes(result.toLowerCase()),
    ]),
  );
}

function isList(data: object): data is { results: z.infer<typeof Entry>[] } {
  return 'results' in data && Array.isArray(data.results);
}
