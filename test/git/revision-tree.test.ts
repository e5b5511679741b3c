import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/fleet/config.js';
import { scanFleet } from '../../src/fleet/scan.js';
import { workTree } from '../../src/fleet/file-tree.js';
import { revisionTree } from '../../src/git/revision-tree.js';
import { type GitRepository, cloneOf, describeWithGit, gitRepository } from '../support/git-repository.js';
import { expectSameTrees } from './same-trees.js';

const CONNECTORS = 'airbyte-integrations/connectors';
const METADATA = [`${CONNECTORS}/*/metadata.yaml`, `${CONNECTORS}/third-party/*/*/metadata.yaml`];

/** One commit in many shapes; the work tree stays as committed. */
function manyShapes(): GitRepository {
  const repository = gitRepository({
    'README.md': 'top\n',
    '.hidden': 'dot file\n',
    [`${CONNECTORS}/source-a/metadata.yaml`]: 'data: {}\n',
    [`${CONNECTORS}/source-a/Dockerfile`]: '',
    [`${CONNECTORS}/source-a/source_a/manifest.yaml`]: 'version: 1\n',
    [`${CONNECTORS}/source-b/metadata.yaml`]: Buffer.from([0xff, 0x00, 0x0a, 0x0d, 0x0a]),
    [`${CONNECTORS}/.source-dot/metadata.yaml`]: 'data: { name: dot }\n',
    [`${CONNECTORS}/source-scaffold-x/metadata.yaml`]: 'data: {}\n',
    [`${CONNECTORS}/third-party/somebody/source-c/metadata.yaml`]: 'data: {}\n',
    [`${CONNECTORS}/third-party/metadata.yaml`]: 'data: {}\n',
    [`${CONNECTORS}/source-e/metadata.yaml/inner.txt`]: 'the file name is a folder here\n',
    [`${CONNECTORS}/source-Ü "quoted" 'x'/metadata.yaml`]: 'data: {}\n',
    [`${CONNECTORS}/source\nnewline/metadata.yaml`]: 'data: {}\n',
    [`${CONNECTORS}/source\ttab/metadata.yaml`]: 'data: {}\n',
    [`${CONNECTORS}/source\\back*star[1]{a,b}/metadata.yaml`]: 'data: {}\n',
    [`${CONNECTORS}/source-\u{1f600}/metadata.yaml`]: 'data: {}\n',
    [`${CONNECTORS}/source-\uffff/metadata.yaml`]: 'data: {}\n',
    'elsewhere/real/metadata.yaml': 'data: { real: true }\n',
    'elsewhere/real/manifest.yaml': '',
  });
  repository.link(`${CONNECTORS}/source-linked-file/metadata.yaml`, '../source-a/metadata.yaml');
  repository.link(`${CONNECTORS}/source-linked-folder`, '../../elsewhere/real');
  repository.link(`${CONNECTORS}/source-broken/metadata.yaml`, 'nowhere.yaml');
  repository.link(`${CONNECTORS}/source-loop/metadata.yaml`, 'metadata.yaml');
  repository.link('chain-1', 'chain-2');
  repository.link('chain-2', `${CONNECTORS}/source-linked-folder/../real/metadata.yaml`);
  repository.link('through-file', 'README.md/metadata.yaml');
  repository.link('linked-connectors', CONNECTORS);
  repository.commit('links');
  return repository;
}

const GLOBS: readonly (readonly string[])[] = [
  METADATA,
  ['**/metadata.yaml'],
  ['**/*.{yaml,md}', '.*'],
  ['*'],
  ['**'],
  [`./${CONNECTORS}/*/metadata.yaml`],
  [`${CONNECTORS}/source-[ab]/metadata.yaml`],
  [`${CONNECTORS}/!(source-a)/metadata.yaml`],
  [`${CONNECTORS}/source-a/metadata.yaml`, 'nothing/here.yaml', 'chain-1'],
  ['linked-connectors/*/metadata.yaml', 'linked-connectors/source-a/metadata.yaml'],
  [`${CONNECTORS}/**/metadata.yaml`, '!**/source-b/**'],
  [],
];
const IGNORED = ['**/*-scaffold-*/**'];

describeWithGit('a revision and its checkout', () => {
  test('hold the same files, for globs, folders and contents', async () => {
    const { root } = manyShapes();
    const tree = await revisionTree(root, 'HEAD');
    await expectSameTrees(tree, workTree(root), GLOBS, IGNORED);
    expect((await tree.find(METADATA, IGNORED)).paths).toContain(`${CONNECTORS}/source-a/metadata.yaml`);
    await tree.close();
  });

  test('answer alike for paths that lead nowhere', async () => {
    const { root } = manyShapes();
    const [tree, disk] = [await revisionTree(root, 'HEAD'), workTree(root)];
    const paths = [
      '',
      '.',
      'nothing',
      'README.md',
      'README.md/inner',
      CONNECTORS,
      `${CONNECTORS}/`,
      `${CONNECTORS}/../connectors`,
      'chain-1',
      'through-file',
    ];
    const links = ['file', 'folder'].map((kind) => `${CONNECTORS}/source-linked-${kind}/metadata.yaml`);
    const broken = ['broken', 'loop', 'e'].map((name) => `${CONNECTORS}/source-${name}/metadata.yaml`);
    for (const path of [...paths, ...links, ...broken]) {
      const outcome = async (read: Promise<Uint8Array>): Promise<string> =>
        read.then(
          (bytes) => `bytes ${Buffer.from(bytes).toString('hex')}`,
          (error: unknown) => String(error).replace(/^\w+: |,? \w+ '.*'$/g, ''),
        );
      expect([path, await outcome(tree.read(path))]).toEqual([path, await outcome(disk.read(path))]);
    }
    for (const path of [...paths, ...links]) {
      const onDisk = new Set(await disk.entries(path));
      onDisk.delete('.git');
      expect([path, await tree.entries(path)]).toEqual([path, onDisk]);
    }
    await tree.close();
  });

  test('agree below a folder of the repository, links out of it included', async () => {
    const { root } = manyShapes();
    const below = `${root}/airbyte-integrations`;
    const tree = await revisionTree(below, 'HEAD');
    await expectSameTrees(
      tree,
      workTree(below),
      [['connectors/*/metadata.yaml'], ['**'], ['../elsewhere/*/metadata.yaml']],
      IGNORED,
    );
    await expect(tree.read('connectors/source-linked-folder/metadata.yaml')).rejects.toThrow('leads out of the fleet');
    await tree.close();
  });

  test('agree about names that are not UTF-8', async () => {
    const repository = gitRepository({ 'fleet/source-a/metadata.yaml': 'data: {}\n' });
    const blob = repository.git('rev-parse', 'HEAD:fleet/source-a/metadata.yaml');
    const records = ['fleet/source-\xe9/metadata.yaml', 'fleet/caf\xe9.yaml'].map(
      (path) => `100644 ${blob}\t${path}\0`,
    );
    repository.gitWith(Buffer.from(records.join(''), 'latin1'), 'update-index', '-z', '--index-info');
    repository.git('commit', '--quiet', '--message', 'names');
    repository.git('reset', '--quiet', '--hard');
    const [tree, disk] = [await revisionTree(repository.root, 'HEAD'), workTree(repository.root)];
    const globs = [['fleet/*/metadata.yaml'], ['**']];
    await expectSameTrees(tree, disk, globs, []);
    expect((await tree.find(['fleet/*.yaml'], [])).paths).toEqual(['fleet/caf\ufffd.yaml']);
    expect([await tree.blobId('fleet/source-\ufffd/metadata.yaml'), await tree.blobId('fleet/caf\ufffd.yaml')]).toEqual(
      [null, null],
    );
    await tree.close();
  });

  test('agree about submodules that are not checked out', async () => {
    const repository = gitRepository({ 'fleet/source-a/metadata.yaml': 'data: {}\n' });
    repository.git(
      'update-index',
      '--add',
      '--cacheinfo',
      `160000,${repository.git('rev-parse', 'HEAD')},fleet/module`,
    );
    repository.git('commit', '--quiet', '--message', 'module');
    const clone = cloneOf(repository.root);
    const tree = await revisionTree(clone.root, 'HEAD');
    await expectSameTrees(tree, workTree(clone.root), [['**']], []);
    expect(await tree.entries('fleet')).toEqual(new Set(['module', 'source-a']));
    await tree.close();
  });
});

describeWithGit('a scan', () => {
  test('of a revision gives what a scan of its checkout gives, unreadable files and their reasons included', async () => {
    const { root } = manyShapes();
    const tree = await revisionTree(root, 'HEAD');
    const layouts = [
      DEFAULT_CONFIG,
      { ...DEFAULT_CONFIG, metadata: ['linked-connectors/{source-loop,source-linked-file}/*', '**/metadata.yaml'] },
    ];
    for (const layout of layouts) {
      const [fromGit, fromDisk] = [await scanFleet(tree, layout), await scanFleet(workTree(root), layout)];
      expect(JSON.stringify({ ...fromGit, revision: null })).toBe(JSON.stringify(fromDisk));
      expect([fromGit.connectors.length > 5, fromGit.unreadable.length > 0]).toEqual([true, true]);
    }
    await tree.close();
  });
});

describeWithGit('a revision', () => {
  test('is what was committed, whatever lies on disk, and each by its own name', async () => {
    const repository = gitRepository({ 'a/metadata.yaml': 'one' });
    const first = repository.git('rev-parse', 'HEAD');
    repository.git('tag', '--annotate', 'v1', '--message', 'first');
    repository.git('branch', 'feature/x');
    repository.write('a/metadata.yaml', 'two');
    const second = repository.commit();
    repository.write('a/metadata.yaml', 'not committed');
    for (const [name, commit] of Object.entries({
      v1: first,
      'feature/x': first,
      'HEAD~1': first,
      [first.slice(0, 10)]: first,
      master: second,
    })) {
      const tree = await revisionTree(repository.root, name);
      expect([name, tree.revision, Buffer.from(await tree.read('a/metadata.yaml')).toString()]).toEqual([
        name,
        commit,
        commit === first ? 'one' : 'two',
      ]);
      await tree.close();
    }
  });

  test('gives the blob ids that git gives, through links as well', async () => {
    const repository = manyShapes();
    const tree = await revisionTree(repository.root, 'HEAD');
    const id = repository.git('rev-parse', `HEAD:${CONNECTORS}/source-a/metadata.yaml`);
    expect(await tree.blobId(`${CONNECTORS}/source-a/metadata.yaml`)).toBe(id);
    expect(await tree.blobId(`${CONNECTORS}/source-linked-file/metadata.yaml`)).toBe(id);
    expect([
      await tree.blobId('nothing'),
      await tree.blobId(CONNECTORS),
      await tree.blobId(`${CONNECTORS}/source-loop/metadata.yaml`),
    ]).toEqual([null, null, null]);
    await tree.close();
  });

  test('never follows a link out of the commit', async () => {
    const repository = gitRepository({ 'a/file': '' });
    repository.link('a/absolute', '/etc/hostname');
    repository.link('a/above', '../../../../etc/hostname');
    repository.commit();
    const tree = await revisionTree(repository.root, 'HEAD');
    for (const path of ['a/absolute', 'a/above', '../x'])
      await expect(tree.read(path)).rejects.toThrow('leads out of the fleet');
    expect(await tree.entries('a/absolute')).toEqual(new Set());
    await tree.close();
  });

  test('works in a repository with SHA-256 ids', async () => {
    const repository = gitRepository();
    repository.remove('.git');
    repository.git('init', '--quiet', '--object-format=sha256');
    repository.write('a/metadata.yaml', 'long ids');
    const commit = repository.commit();
    const tree = await revisionTree(repository.root, 'HEAD');
    expect([tree.revision, tree.revision.length]).toEqual([commit, 64]);
    expect(Buffer.from(await tree.read('a/metadata.yaml')).toString()).toBe('long ids');
    await tree.close();
  });
});
