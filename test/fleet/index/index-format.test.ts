import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../src/fleet/config.js';
import { probeOf } from '../../../src/fleet/folder-facts.js';
import { MAX_FILES, cacheFiles, evict, removeFiles } from '../../../src/fleet/index/cache-info.js';
import { loadIndex } from '../../../src/fleet/index/index-file.js';
import { parseFromObjects } from '../../../src/fleet/index/refresh.js';
import { scanFleet } from '../../../src/fleet/scan.js';
import { decodeValue, encodeValue } from '../../../src/fleet/value-codec.js';
import { revisionTree } from '../../../src/git/revision-tree.js';
import { describeWithGit, gitRepository } from '../../support/git-repository.js';
import { temporaryFleet, temporaryFolder, writeFiles } from '../../support/temporary-fleet.js';
import { anew, contentsOf, fileOf, indexed } from './support.js';

const METADATA =
  'data:\n  when: 2024-10-01\n  at: 2024-10-01T10:00:00.5+02:00\n  float: 1.0\n  big: 12345678901234567890\n  zero: -0.0\n  nan: .nan\n  1: one\n  __proto__: {a: 1}\n  list: [{a: null}]\n  tab: "\\t\\n\\u2028"\n  a: 1\n  a: 2\n';

it('keeps metadata as it was parsed, whatever kinds of values it holds', async () => {
  const root = temporaryFleet({ 'source-a/metadata.yaml': METADATA, 'source-b/metadata.yaml': 'data: [' });
  const cache = temporaryFolder();
  const expected = await anew(root);
  expect(await indexed(root, cache, { racyWindowMs: 0 })).toEqual(expected);
  const { entries } = loadIndex(fileOf(root, cache));
  expect(entries.map(({ path }) => path.split('/').at(-2))).toEqual(['source-a', 'source-b']);
  expect(await indexed(root, cache, { racyWindowMs: 0 })).toEqual(expected);
});

it('encodes any value of metadata and back, on one line without tabs', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain = JSON.parse(JSON.stringify(value)) as Parameters<typeof encodeValue>[0];
      const encoded = encodeValue(plain);
      expect(encoded).not.toMatch(/[\t\n]/);
      expect(decodeValue(encoded)).toEqual(plain);
    }),
  );
});

it('keeps the folder within its bounds, and leaves files of others alone', () => {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'notes.txt': '',
    'a.index.bak': '',
    ...Object.fromEntries(Array.from({ length: MAX_FILES + 5 }, (_, index) => [`fleet-${index}.index`, 'x'])),
    'old.index.12.tmp': '',
  });
  evict(folder, Date.now() + 2 * 3_600_000);
  expect(cacheFiles(folder).length).toBe(MAX_FILES);
  expect(cacheFiles(folder).filter(({ kind }) => kind === 'temporary')).toEqual([]);
  expect(removeFiles(cacheFiles(folder))).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(['a.index.bak', 'notes.txt']);
});

describeWithGit('revisions', () => {
  it('share what the index of the work tree has parsed, by object id, and give the same fleet', async () => {
    const connectors = 'airbyte-integrations/connectors';
    const repository = gitRepository({
      [`${connectors}/source-a/metadata.yaml`]: METADATA,
      [`${connectors}/source-b/metadata.yaml`]: 'data: [',
      [`${connectors}/source-c/metadata.yaml`]: METADATA,
    });
    const cache = temporaryFolder();
    const tree = await revisionTree(repository.root, 'HEAD');
    const probe = probeOf(tree);
    const expected = await contentsOf(await scanFleet(tree, DEFAULT_CONFIG), probe);
    const scan = async (): Promise<readonly string[]> => {
      const read: string[] = [];
      const watched = { ...tree, read: async (path: string) => (read.push(path), tree.read(path)) };
      const parse = parseFromObjects(watched, DEFAULT_CONFIG, () => loadIndex(fileOf(repository.root, cache)));
      expect(await contentsOf(await scanFleet(watched, DEFAULT_CONFIG, parse), probe)).toEqual(expected);
      return read;
    };
    expect((await scan()).length).toBe(3);
    await indexed(repository.root, cache);
    expect(await scan()).toEqual([]);
    writeFiles(repository.root, { [join(connectors, 'source-a/metadata.yaml')]: 'data: {}\n' });
    await indexed(repository.root, cache);
    expect(await scan()).toEqual([`${connectors}/source-a/metadata.yaml`]);
    await tree.close();
  });
});
