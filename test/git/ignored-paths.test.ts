import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/fleet/config.js';
import { findMetadata } from '../../src/fleet/find-metadata.js';
import { workTree } from '../../src/fleet/file-tree.js';
import { ignoredPaths } from '../../src/git/ignored-paths.js';
import { revisionTree } from '../../src/git/revision-tree.js';
import { describeWithGit, gitRepository, repositoryIn } from '../support/git-repository.js';
import { temporaryFolder, writeFiles } from '../support/temporary-fleet.js';

/** A work tree with charts that a commit does not hold, and some that it holds although a pattern names them. */
function charts() {
  const repository = gitRepository({ 'app/Chart.yaml': 'name: app\n', 'deep/er/Chart.yaml': 'name: er\n' });
  repository.write('forced/Chart.yaml', '');
  repository.write('build/kept/Chart.yaml', '');
  repository.commit();
  repository.write('.gitignore', 'build/\nforced\n*.tgz\n!build/again/\n/only-here/\n');
  repository.write('deep/.gitignore', 'local\n!er\n');
  repository.write('.git/info/exclude', 'mine/\n');
  repository.commit();
  for (const folder of [
    'build/again',
    'build/kept/inner',
    'deep/local',
    'mine',
    'x.tgz',
    'only-here',
    'a/mine',
    ':(top)x.tgz',
  ])
    repository.write(`${folder}/Chart.yaml`, '');
  repository.write('.git/Chart.yaml', '');
  repository.write('.git/hooks/Chart.yaml', '');
  return repository;
}

const everyChart = (metadata = ['**/Chart.yaml']) => ({ ...DEFAULT_CONFIG, metadata, ignore: [] });

async function expectSame(root: string, config = everyChart()): Promise<readonly string[]> {
  const commit = await revisionTree(root, 'HEAD');
  const there = await findMetadata(commit, config);
  const here = await findMetadata(workTree(root), config);
  await commit.close();
  expect({ paths: here.paths, blocked: here.blocked }).toEqual({ paths: there.paths, blocked: there.blocked });
  return here.paths;
}

describeWithGit('what git ignores', () => {
  test('is left out of a work tree, and found where it is tracked, as in a commit', async () => {
    const { root } = charts();
    expect(await expectSame(root)).toEqual([
      'app/Chart.yaml',
      'build/kept/Chart.yaml',
      'deep/er/Chart.yaml',
      'forced/Chart.yaml',
    ]);
    expect(
      await expectSame(root, everyChart(['**/{Chart.yaml,config,HEAD}', '.git/config', '.git/*', '.git/hooks/*'])),
    ).toHaveLength(4);
    expect(await expectSame(join(root, 'build'))).toEqual(['kept/Chart.yaml']);
    expect(await expectSame(join(root, 'deep'))).toEqual(['er/Chart.yaml']);
  });

  test('counts as soon as it is added', async () => {
    const { root, git } = charts();
    git('add', '--force', 'mine');
    const { paths } = await findMetadata(workTree(root), everyChart());
    expect(paths).toContain('mine/Chart.yaml');
  });

  test('is told through links, below submodules and in folders that are other repositories', async () => {
    const repository = charts();
    repository.link('linked', 'deep');
    const inner = repositoryIn(join(repository.root, 'module'));
    inner.write('.gitignore', 'out\n');
    inner.write('a/Chart.yaml', '');
    inner.git('init', '--quiet');
    inner.commit();
    repository.git('-c', 'advice.addEmbeddedRepo=false', 'add', 'module', 'linked');
    inner.write('out/Chart.yaml', '');
    const asked = [
      'linked/local/Chart.yaml',
      'linked/er/Chart.yaml',
      'module/a/Chart.yaml',
      'module/out/Chart.yaml',
      'linked',
    ];
    const ignored = ['linked/local/Chart.yaml', 'module/out/Chart.yaml'];
    expect([...(await ignoredPaths(repository.root, asked))]).toEqual(ignored);
    inner.remove('.git');
    expect([...(await ignoredPaths(repository.root, asked.slice(2)))]).toEqual(['module/out/Chart.yaml']);
  });

  test('is nothing without a repository, and in a folder that is ignored as a whole', async () => {
    const { root } = charts();
    const only = join(root, 'only-here');
    expect((await findMetadata(workTree(only), everyChart())).paths).toEqual(['Chart.yaml']);
    const plain = temporaryFolder();
    writeFiles(plain, { '.gitignore': '*\n', 'a/Chart.yaml': '' });
    expect((await findMetadata(workTree(plain), everyChart())).paths).toEqual(['a/Chart.yaml']);
  });

  test('is said not to be left out where git cannot tell', async () => {
    const { root } = charts();
    rmSync(join(root, '.git/index'));
    writeFiles(root, { '.git/index': 'damaged' });
    const { paths, problem } = await findMetadata(workTree(root), everyChart());
    expect([paths.length > 4, problem]).toEqual([true, expect.stringMatching(/^git ls-files failed/)]);
  });

  test('is not asked for in the usual layout', async () => {
    const { root } = gitRepository({ '.gitignore': '*\n' });
    const path = 'airbyte-integrations/connectors/source-a/metadata.yaml';
    writeFiles(root, { [path]: '', 'airbyte-integrations/connectors/.git/metadata.yaml': '' });
    expect((await findMetadata(workTree(root), DEFAULT_CONFIG)).paths).toEqual([path]);
  });
});
