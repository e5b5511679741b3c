import { z } from 'zod';
import { FleetqError } from '../../errors.js';
import { parseJson } from '../parse-json.js';

/** What is known of a connector's CI run. `built` says that there is an image, and nothing of tests. */
type CiResult = 'passed' | 'failed' | 'built';

/** Results of CI runs, by the names of connectors. */
export type CiResults = ReadonlyMap<string, CiResult>;

const PASSED = ['passed', 'pass', 'success', 'successful', 'succeeded', 'ok'];
const FAILED = ['failed', 'fail', 'failure', 'error', 'errored', 'cancelled', 'canceled', 'timed_out'];

/** What `fleetq build --results` writes of a build that went well. */
const BUILT = 'built';

const Result = z.union([
  z.boolean().transform((passed): CiResult => (passed ? 'passed' : 'failed')),
  z
    .string()
    .toLowerCase()
    .pipe(z.enum([...PASSED, ...FAILED, BUILT]))
    .transform((word): CiResult => (word === BUILT ? BUILT : PASSED.includes(word) ? 'passed' : 'failed')),
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
