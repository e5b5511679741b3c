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
import { DEFAULT_CONFIG } from '../../../src/fleet/config.js';
import { EMPTY_INDEX, loadIndex } from '../../../src/fleet/index/index-file.js';
import { RACY, statDataOf } from '../../../src/fleet/index/stat-data.js';
import { temporaryFleet, temporaryFolder } from '../../support/temporary-fleet.js';
import { FIRST } from './changes.js';
import { anew, fileOf, indexed } from './support.js';

const RACY_WINDOW_MS = 12;

/** A fleet whose files are not racy, with an index that holds all of it. */
async function indexedFleet(): Promise<{
  root: string;
  cache: string;
  file: string;
  whole: Buffer;
  expected: unknown;
}> {
  const root = temporaryFleet(FIRST);
  const cache = join(temporaryFolder(), 'cache');
  await sleep(RACY_WINDOW_MS + 3);
  const expected = await indexed(root, cache, { racyWindowMs: RACY_WINDOW_MS });
  const { path: file } = fileOf(root, cache);
  return { root, cache, file, whole: readFileSync(file), expected };
}

const isUsed = (root: string, cache: string): boolean => loadIndex(fileOf(root, cache)) !== EMPTY_INDEX;

describe('a damaged index is not used, and the answer is the same', () => {
  it('whole, it is used', async () => {
    const { root, cache, expected } = await indexedFleet();
    expect(isUsed(root, cache)).toBe(true);
    expect(await indexed(root, cache)).toEqual(expected);
  });

  it('whole, and with nothing changed, it is not written again', async () => {
    const { root, cache, file } = await indexedFleet();
    const { ino } = statSync(file);
    await indexed(root, cache, { racyWindowMs: RACY_WINDOW_MS });
    expect(statSync(file).ino).toBe(ino);
  });

  it('is written once where only what is around a connector has changed', async () => {
    const { root, cache, file } = await indexedFleet();
    const { ino } = statSync(file);
    writeFileSync(join(root, 'airbyte-integrations/connectors/source-a/Dockerfile'), '');
    await sleep(RACY_WINDOW_MS + 3);
    await indexed(root, cache, { racyWindowMs: RACY_WINDOW_MS });
    const again = statSync(file).ino;
    expect(again).not.toBe(ino);
    await indexed(root, cache, { racyWindowMs: RACY_WINDOW_MS });
    expect(statSync(file).ino).toBe(again);
  });

  it('cut short anywhere', async () => {
    const { root, cache, file, whole, expected } = await indexedFleet();
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        writeFileSync(file, whole);
        truncateSync(file, length);
        expect(isUsed(root, cache)).toBe(false);
        expect(await indexed(root, cache)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('with any bits flipped', async () => {
    const { root, cache, file, whole, expected } = await indexedFleet();
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(whole.length - 1), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 255 }),
        async (places, bits) => {
          const damaged = Buffer.from(whole);
          for (const place of places) damaged[place] = (damaged[place] ?? 0) ^ bits;
          writeFileSync(file, damaged);
          fc.pre(!damaged.equals(whole));
          expect(isUsed(root, cache)).toBe(false);
          expect(await indexed(root, cache)).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['something else', Buffer.from('{}\n{}\n')],
    ['well-formed and of another form', Buffer.from('{"fleetqIndex":99}\n5a7dbcf4\n')],
  ])('%s', async (_title, contents) => {
    const { root, cache, file, expected } = await indexedFleet();
    writeFileSync(file, contents);
    expect(isUsed(root, cache)).toBe(false);
    expect(await indexed(root, cache)).toEqual(expected);
  });

  it('of another fleet', async () => {
    const [one, other] = [await indexedFleet(), await indexedFleet()];
    writeFileSync(one.file, other.whole);
    expect(isUsed(one.root, one.cache)).toBe(false);
    expect(await indexed(one.root, one.cache)).toEqual(one.expected);
  });

  it('of another version', async () => {
    const { root, cache } = await indexedFleet();
    expect(loadIndex({ ...fileOf(root, cache), version: 'test 2' })).toBe(EMPTY_INDEX);
  });

  it('of another layout', async () => {
    const { root, cache } = await indexedFleet();
    const config = { ...DEFAULT_CONFIG, dataKey: null };
    expect(await indexed(root, cache, { config })).toEqual(await anew(root, config));
  });

  it('a folder in its place', async () => {
    const { root, cache, file, expected } = await indexedFleet();
    rmSync(file);
    mkdirSync(join(file, 'inner'), { recursive: true });
    expect(await indexed(root, cache)).toEqual(expected);
    expect(readdirSync(cache).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('a file in the place of the cache folder', async () => {
    const root = temporaryFleet(FIRST);
    const cache = join(temporaryFolder(), 'file');
    writeFileSync(cache, '');
    expect(await indexed(root, cache)).toEqual(await anew(root));
  });
});

describe('stat data', () => {
  it('a path that has only just changed has none, whatever its times were set to', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    utimesSync(file, 1_000_000_000, 1_000_000_000);
    expect(statDataOf(file, 1_000)).toBe(RACY);
    await sleep(15);
    expect(statDataOf(file, 12)).not.toBe(RACY);
  });

  it('a time in the future never settles', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    utimesSync(file, 4_000_000_000, 4_000_000_000);
    expect(statDataOf(file, 0)).toBe(RACY);
  });
});

it('sees an edit that keeps the size, the inode and the time of the last change', async () => {
  const { root, cache } = await indexedFleet();
  const path = join(root, 'airbyte-integrations/connectors/source-a/metadata.yaml');
  const edit = (level: string): void => {
    writeFileSync(path, `data:\n  supportLevel: ${level}\n`);
    utimesSync(path, 1_000_000_000, 1_000_000_000);
  };
  for (const level of ['certified', 'community', 'certified']) {
    edit(level);
    await sleep(RACY_WINDOW_MS + 3);
    for (const run of ['remembers', 'relies on it']) {
      const { connectors } = (await indexed(root, cache, { racyWindowMs: RACY_WINDOW_MS })) as {
        connectors: { name: string; supportLevel: string | null }[];
      };
      expect([run, connectors.find(({ name }) => name === 'source-a')?.supportLevel]).toEqual([run, level]);
    }
  }
});
