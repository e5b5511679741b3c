import {
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNSETTLED, fingerprintOf } from '../../../src/fleet/cache/fingerprint.js';
import { loadSnapshot } from '../../../src/fleet/cache/snapshot-place.js';
import { EMPTY_SNAPSHOT } from '../../../src/fleet/cache/snapshot.js';
import { DEFAULT_CONFIG } from '../../../src/fleet/config.js';
import { temporaryFleet, temporaryFolder } from '../../support/temporary-fleet.js';
import { FIRST } from './changes.js';
import { anew, contentsOf, placeOf, remembered } from './support.js';

const SETTLED_AFTER_MS = 12;

/** A fleet, settled, with a snapshot that holds all of it. */
async function rememberedFleet(): Promise<{
  root: string;
  cache: string;
  file: string;
  whole: Buffer;
  expected: unknown;
}> {
  const root = temporaryFleet(FIRST);
  const cache = join(temporaryFolder(), 'cache');
  await sleep(SETTLED_AFTER_MS + 3);
  const expected = contentsOf(await remembered(root, cache, { settledAfterMs: SETTLED_AFTER_MS }));
  const { file } = placeOf(root, cache);
  return { root, cache, file, whole: readFileSync(file), expected };
}

const isUsed = (root: string, cache: string): boolean => loadSnapshot(placeOf(root, cache)) !== EMPTY_SNAPSHOT;

describe('a damaged snapshot is not used, and the answer is the same', () => {
  it('whole, it is used', async () => {
    const { root, cache, expected } = await rememberedFleet();
    expect(isUsed(root, cache)).toBe(true);
    expect(contentsOf(await remembered(root, cache))).toEqual(expected);
  });

  it('whole, and with nothing changed, it is not written again', async () => {
    const { root, cache, file } = await rememberedFleet();
    const { ino } = statSync(file);
    await remembered(root, cache, { settledAfterMs: SETTLED_AFTER_MS });
    expect(statSync(file).ino).toBe(ino);
  });

  it('is written once where only what is around a connector has changed', async () => {
    const { root, cache, file } = await rememberedFleet();
    const { ino } = statSync(file);
    writeFileSync(join(root, 'airbyte-integrations/connectors/source-a/Dockerfile'), '');
    await sleep(SETTLED_AFTER_MS + 3);
    await remembered(root, cache, { settledAfterMs: SETTLED_AFTER_MS });
    const again = statSync(file).ino;
    expect(again).not.toBe(ino);
    await remembered(root, cache, { settledAfterMs: SETTLED_AFTER_MS });
    expect(statSync(file).ino).toBe(again);
  });

  it('cut short anywhere', async () => {
    const { root, cache, file, whole, expected } = await rememberedFleet();
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        writeFileSync(file, whole);
        truncateSync(file, length);
        expect(isUsed(root, cache)).toBe(false);
        expect(contentsOf(await remembered(root, cache))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('with any bits flipped', async () => {
    const { root, cache, file, whole, expected } = await rememberedFleet();
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(whole.length - 1), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 255 }),
        async (places, bits) => {
          const damaged = Buffer.from(whole);
          for (const place of places) damaged[place] = (damaged[place] ?? 0) ^ bits;
          writeFileSync(file, damaged);
          fc.pre(!damaged.subarray(0, damaged.length / 2).equals(damaged.subarray(damaged.length / 2)));
          expect(isUsed(root, cache)).toBe(false);
          expect(contentsOf(await remembered(root, cache))).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['something else', Buffer.from('{}\n{}\n')],
    ['well-formed and of another form', Buffer.from('{"fleetqCache":99}\n{"fleetqCache":99}\n')],
  ])('%s', async (_title, contents) => {
    const { root, cache, file, expected } = await rememberedFleet();
    writeFileSync(file, contents);
    expect(isUsed(root, cache)).toBe(false);
    expect(contentsOf(await remembered(root, cache))).toEqual(expected);
  });

  it('of another fleet', async () => {
    const [one, other] = [await rememberedFleet(), await rememberedFleet()];
    writeFileSync(one.file, other.whole);
    expect(isUsed(one.root, one.cache)).toBe(false);
    expect(contentsOf(await remembered(one.root, one.cache))).toEqual(one.expected);
  });

  it('of another version', async () => {
    const { root, cache } = await rememberedFleet();
    expect(loadSnapshot({ ...placeOf(root, cache), version: 'test 2' })).toBe(EMPTY_SNAPSHOT);
  });

  it('of another layout', async () => {
    const { root, cache } = await rememberedFleet();
    const layout = { ...DEFAULT_CONFIG, dataKey: null };
    expect(contentsOf(await remembered(root, cache, { layout }))).toEqual(contentsOf(await anew(root, layout)));
  });

  it('a folder in its place', async () => {
    const { root, cache, file, expected } = await rememberedFleet();
    rmSync(file);
    mkdirSync(join(file, 'inner'), { recursive: true });
    expect(contentsOf(await remembered(root, cache))).toEqual(expected);
    expect(readdirSync(cache).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('a file in the place of the cache folder', async () => {
    const root = temporaryFleet(FIRST);
    const cache = join(temporaryFolder(), 'file');
    writeFileSync(cache, '');
    expect(contentsOf(await remembered(root, cache))).toEqual(contentsOf(await anew(root)));
  });
});

describe('fingerprints', () => {
  it('a path that has only just changed has none, whatever its times were set to', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    utimesSync(file, 1_000_000_000, 1_000_000_000);
    expect(fingerprintOf(file, 1_000)).toBe(UNSETTLED);
    await sleep(15);
    expect(fingerprintOf(file, 12)).not.toBe(UNSETTLED);
  });

  it('a time in the future never settles', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    utimesSync(file, 4_000_000_000, 4_000_000_000);
    expect(fingerprintOf(file, 0)).toBe(UNSETTLED);
  });
});

it('sees an edit that keeps the size, the inode and the time of the last change', async () => {
  const { root, cache } = await rememberedFleet();
  const path = join(root, 'airbyte-integrations/connectors/source-a/metadata.yaml');
  const edit = (level: string): void => {
    writeFileSync(path, `data:\n  supportLevel: ${level}\n`);
    utimesSync(path, 1_000_000_000, 1_000_000_000);
  };
  for (const level of ['certified', 'community', 'certified']) {
    edit(level);
    await sleep(SETTLED_AFTER_MS + 3);
    for (const run of ['remembers', 'relies on it']) {
      const { connectors } = await remembered(root, cache, { settledAfterMs: SETTLED_AFTER_MS });
      expect([run, connectors.find(({ name }) => name === 'source-a')?.supportLevel]).toEqual([run, level]);
    }
  }
});
