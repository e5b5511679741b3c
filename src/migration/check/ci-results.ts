import { z } from 'zod';
import { FleetqError } from '../../errors.js';
import { parseJson } from '../parse-json.js';

/** Whether the CI run of a connector passed, by its name. */
export type CiResults = ReadonlyMap<string, boolean>;

const PASSED = ['passed', 'pass', 'success', 'successful', 'succeeded', 'ok'];
const FAILED = ['failed', 'fail', 'failure', 'error', 'errored', 'cancelled', 'canceled', 'timed_out'];

const Result = z.union([
  z.boolean(),
  z
    .string()
    .toLowerCase()
    .pipe(z.enum([...PASSED, ...FAILED]))
    .transform((word) => PASSED.includes(word)),
]);
const Entries = z.array(z.object({ name: z.string(), result: Result }));
const Results = z.union([
  Entries,
  z.object({ results: Entries }).transform(({ results }) => results),
  z
    .record(z.string(), Result)
    .transform((results) => Object.entries(results).map(([name, result]) => ({ name, result }))),
]);

/**
 * Parses a results file: `{ "source-x": "passed", "source-y": false }`, or a list of
 * `{ "name": "source-x", "result": "failed" }`, plain or under `results`.
 */
export function parseCiResults(text: string, path: string): CiResults {
  const document = parseJson(text);
  if (document === undefined) throw new FleetqError('configuration', `${path} is not JSON`);
  const parsed = Results.safeParse(document);
  if (!parsed.success) {
    throw new FleetqError('configuration', `${path} is not a file of CI results`, [
      'it maps names to results: { "source-x": "passed", "source-y": "failed" }',
    ]);
  }
  return new Map(parsed.data.map(({ name, result }) => [name, result]));
}
