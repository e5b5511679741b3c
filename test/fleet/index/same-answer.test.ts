import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../src/fleet/config.js';
import { AT_ONE_TIME, runFleetq } from '../../support/run-fleetq.js';
import { writeFiles } from '../../support/temporary-fleet.js';
import { FIRST, someChange } from './changes.js';
import { type RunOptions, anew, indexed } from './support.js';

// A kernel's clock ticks every 10 ms at the most: with this, runs meet both racy files and files that can be relied on.
const TICK_MS = 12;

/** What is done between two runs, whether the clock ticks before the next, and how many connectors the next asks for what is around them. */
const steps = fc.array(
  fc.record({
    changes: fc.array(someChange, { maxLength: 3 }),
    wait: fc.boolean(),
    asksForEach: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 8 },
);

async function withFleet(work: (root: string, cache: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fleetq-test-'));
  try {
    const root = join(folder, 'fleet');
    writeFiles(join(root, 'airbyte-integrations', 'connectors'), FIRST);
    await work(root, join(folder, 'cache'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function expectSame(root: string, cache: string, options: RunOptions, config = DEFAULT_CONFIG): Promise<void> {
  const outcome = async (scan: () => Promise<unknown>): Promise<unknown> =>
    scan().catch((error: unknown) => String(error));
  const expected = await outcome(async () => anew(root, config));
  expect(await outcome(async () => indexed(root, cache, { config, ...options }))).toEqual(expected);
}

it('gives the same fleet as no index, whatever happens to the files', { timeout: 120_000 }, async () => {
  const configs = [DEFAULT_CONFIG, { ...DEFAULT_CONFIG, metadata: ['airbyte-integrations/**/metadata.yaml'] }];
  await fc.assert(
    fc.asyncProperty(steps, fc.constantFrom(...configs), async (made, config) => {
      await withFleet(async (root, cache) => {
        await expectSame(root, cache, { racyWindowMs: TICK_MS }, config);
        for (const { changes, wait, asksForEach } of made) {
          if (wait) await sleep(TICK_MS + 3);
          // Twice: once to remember what is settled now, once to rely on it.
          if (wait) await expectSame(root, cache, { racyWindowMs: TICK_MS }, config);
          for (const { apply } of changes) apply(root);
          await expectSame(
            root,
            cache,
            { racyWindowMs: TICK_MS, asksFor: (place) => place % asksForEach === 0 },
            config,
          );
        }
      });
    }),
    { numRuns: Number(process.env.FLEETQ_CACHE_RUNS ?? 150) },
  );
});

it('gives the same answer through the binary', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someChange, { minLength: 1, maxLength: 4 }), async (changes) => {
      await withFleet(async (root, cache) => {
        const run = async (...args: string[]): Promise<unknown> =>
          runFleetq(['list', '--root', root, '-o', 'json', '--columns', 'name,data.supportLevel', ...args], {
            env: { ...AT_ONE_TIME, FLEETQ_CACHE_DIR: cache },
          });
        expect(await run()).toEqual(await run('--no-cache'));
        for (const { apply } of changes) {
          apply(root);
          // A run that asks for few connectors may store what it knows of all.
          expect(await run('--support-level', 'certified')).toEqual(
            await run('--no-cache', '--support-level', 'certified'),
          );
          const expected = await run('--no-cache');
          expect(await run()).toEqual(expected);
          expect(await run()).toEqual(expected);
        }
      });
    }),
    { numRuns: 4 },
  );
});

it('gives the same answer to many processes at once', async () => {
  await withFleet(async (root, cache) => {
    const run = async (...args: string[]): Promise<unknown> =>
      runFleetq(['list', '--root', root, '-o', 'json', ...args], { env: { ...AT_ONE_TIME, FLEETQ_CACHE_DIR: cache } });
    const expected = await run('--no-cache');
    expect(await Promise.all(Array.from({ length: 6 }, async () => run()))).toEqual(
      Array.from({ length: 6 }, () => expected),
    );
    expect(await run()).toEqual(expected);
  });
});
