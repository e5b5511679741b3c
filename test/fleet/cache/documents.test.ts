import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOST_FILES, cacheFiles, removeFiles, trimCache } from '../../../src/fleet/cache/cache-files.js';
import { documentStore } from '../../../src/fleet/cache/document-store.js';
import { decodeDocument, encodeDocument } from '../../../src/fleet/cache/encoding.js';
import { rememberedReading } from '../../../src/fleet/cache/remembered-reading.js';
import { EMPTY_SNAPSHOT } from '../../../src/fleet/cache/snapshot.js';
import { DEFAULT_CONFIG } from '../../../src/fleet/config.js';
import { scanFleet } from '../../../src/fleet/scan.js';
import { revisionTree } from '../../../src/git/revision-tree.js';
import { readMetadata } from '../../../src/metadata/read.js';
import { describeWithGit, gitRepository } from '../../support/git-repository.js';
import { temporaryFolder, writeFiles } from '../../support/temporary-fleet.js';
import { VERSION, contentsOf } from './support.js';

const store = (folder: string) => documentStore(folder, VERSION, () => EMPTY_SNAPSHOT);
const METADATA =
  'data:\n  when: 2024-10-01\n  at: 2024-10-01T10:00:00.5+02:00\n  float: 1.0\n  big: 12345678901234567890\n  zero: -0.0\n  nan: .nan\n  1: one\n  __proto__: {a: 1}\n  list: [{a: null}]\n  a: 1\n  a: 2\n';

/** A cache folder with one document, and what reading it gave. */
async function storedOne() {
  const folder = temporaryFolder();
  const result = await readMetadata(Buffer.from(METADATA));
  const first = store(folder);
  first.add('one', result);
  first.save();
  return { folder, result };
}

it('keeps documents as they were read', async () => {
  const { folder, result } = await storedOne();
  expect(store(folder).find('one')).toEqual(result);
  expect(store(folder).find('other')).toBeUndefined();
  expect(documentStore(folder, 'test 2', () => EMPTY_SNAPSHOT).find('one')).toBeUndefined();
});

it('encodes any value of metadata and back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain = JSON.parse(JSON.stringify(value)) as Parameters<typeof encodeDocument>[0];
      expect(decodeDocument(encodeDocument(plain))).toEqual(plain);
    }),
  );
});

it('leaves damaged packs alone', async () => {
  const { folder } = await storedOne();
  const [name = ''] = readdirSync(folder);
  const whole = readFileSync(join(folder, name));
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (place, bits) => {
      const damaged = Buffer.from(whole);
      damaged[place] = (damaged[place] ?? 0) ^ bits;
      writeFileSync(join(folder, name), damaged);
      expect(store(folder).find('one')).toBeUndefined();
    }),
  );
});

it('puts many packs into one, and loses none of their documents', async () => {
  const folder = temporaryFolder();
  const result = await readMetadata(Buffer.from(METADATA));
  for (let run = 0; run < 30; run++) {
    const documents = store(folder);
    documents.add(`blob ${run}`, result);
    documents.save();
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  expect(readdirSync(folder).length).toBeLessThan(10);
  for (let run = 0; run < 30; run++) expect(store(folder).find(`blob ${run}`)).toEqual(result);
});

it('keeps the folder within its bounds, and leaves files of others alone', () => {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'notes.txt': '',
    'a.snapshot.bak': '',
    ...Object.fromEntries(Array.from({ length: MOST_FILES + 5 }, (_, index) => [`fleet-${index}.snapshot`, 'x'])),
    'old.snapshot.12.tmp': '',
  });
  trimCache(folder, Date.now() + 2 * 3_600_000);
  expect(cacheFiles(folder).length).toBe(MOST_FILES);
  expect(cacheFiles(folder).filter(({ kind }) => kind === 'leftover')).toEqual([]);
  expect(removeFiles(cacheFiles(folder))).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(['a.snapshot.bak', 'notes.txt']);
});

describeWithGit('revisions', () => {
  it('are read from git once, and give the same fleet', async () => {
    const connectors = 'airbyte-integrations/connectors';
    const repository = gitRepository({
      [`${connectors}/source-a/metadata.yaml`]: METADATA,
      [`${connectors}/source-b/metadata.yaml`]: 'data: [',
      [`${connectors}/source-c/metadata.yaml`]: METADATA,
    });
    const folder = temporaryFolder();
    const tree = await revisionTree(repository.root, 'HEAD');
    const expected = contentsOf(await scanFleet(tree, DEFAULT_CONFIG));
    const scan = async (): Promise<readonly string[]> => {
      const read: string[] = [];
      const documents = store(folder);
      const watched = { ...tree, read: async (path: string) => (read.push(path), tree.read(path)) };
      expect(contentsOf(await scanFleet(watched, DEFAULT_CONFIG, rememberedReading(watched, documents)))).toEqual(
        expected,
      );
      documents.save();
      return read;
    };
    expect((await scan()).length).toBe(3);
    // What is unreadable is not kept: it is rare, and its reasons are not documents.
    expect(await scan()).toEqual([`${connectors}/source-b/metadata.yaml`]);
    await tree.close();
  });
});
