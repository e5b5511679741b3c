import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMetadata } from '../../../src/metadata/read.js';
import { hasPython, PythonServer } from '../../support/python.js';
import { answerOf, disagreement, type Reference } from './compare.js';
import { expressions } from './expressions.js';
import { KNOWN_DIFFERENCES } from './known-differences.js';
import { records } from './records.js';

const RUNS = Number(process.env.FLEETQ_DIFFERENTIAL_RUNS ?? 3000);
const SEED = process.env.FLEETQ_DIFFERENTIAL_SEED;

function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && ('value' in value || 'error' in value || 'skip' in value);
}

describe.skipIf(!hasPython('simpleeval', 'yaml'))('queries and the real simpleeval', () => {
  let server: PythonServer;

  beforeAll(async () => {
    server = new PythonServer(fileURLToPath(new URL('simpleeval_server.py', import.meta.url)));
    await server.greeting();
  });
  afterAll(() => {
    server.stop();
  });

  it(
    `agree on ${RUNS} generated expressions, but for the differences that are listed`,
    { timeout: 60_000 + RUNS * 30 },
    async () => {
      let values = 0;
      await fc.assert(
        fc.asyncProperty(expressions, records, async (query, yaml) => {
          const read = await readMetadata(new TextEncoder().encode(yaml));
          if (!read.ok) throw new Error(read.error.message);
          const reference = await server.ask({ query, data: yaml });
          if (!isReference(reference)) throw new Error(`no answer: ${JSON.stringify(reference)}`);
          const answer = answerOf(query, read.document);
          if (reference.value !== undefined) values += 1;
          const difference = disagreement(reference, answer);
          if (difference !== null && !KNOWN_DIFFERENCES.some((known) => known.applies(query, reference, answer, yaml)))
            throw new Error(`${query}\n${difference}`);
        }),
        { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
      );
      // A comparison of errors alone would prove little.
      expect(values).toBeGreaterThan(RUNS / 5);
    },
  );
});
