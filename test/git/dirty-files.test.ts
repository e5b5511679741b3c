import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dirtyFiles } from '../../src/git/status.js';
import { describeWithGit, gitRepository } from '../support/git-repository.js';

describeWithGit('dirty files', () => {
  test('are those that git could not give back, and only of those asked about', async () => {
    const repository = gitRepository({
      clean: '1',
      staged: '1',
      modified: '1',
      both: '1',
      removed: '1',
      other: '1',
      '.gitignore': 'cache/\n',
    });
    repository.write('staged', '2');
    repository.write('both', '2');
    repository.git('add', 'staged', 'both');
    repository.write('both', '3');
    repository.write('modified', '2');
    repository.write('other', '2');
    repository.write('untracked', '');
    repository.write('cache/ignored', '');
    repository.remove('removed');
    const asked = [
      'clean',
      'staged',
      'modified',
      'both',
      'untracked',
      'cache/ignored',
      'removed',
      'does not exist',
      'no/such/folder',
    ];
    expect(await dirtyFiles(repository.root, asked)).toEqual([
      { path: 'both', state: 'modified' },
      { path: 'cache/ignored', state: 'ignored' },
      { path: 'modified', state: 'modified' },
      { path: 'removed', state: 'modified' },
      { path: 'staged', state: 'staged' },
      { path: 'untracked', state: 'untracked' },
    ]);
    expect(await dirtyFiles(repository.root, [])).toEqual([]);
  });

  test('may be asked about by folder, where ignored files do not count', async () => {
    const repository = gitRepository({ 'fleet/a': '1', 'fleet/.gitignore': 'cache/\n' });
    repository.write('fleet/a', '2');
    repository.write('fleet/sub/b', '');
    repository.write('fleet/cache/c', '');
    expect((await dirtyFiles(repository.root, ['fleet'])).map(({ path }) => path)).toEqual(['fleet/a', 'fleet/sub/b']);
  });

  test('are named as asked, below a folder of the repository, and are no patterns', async () => {
    const repository = gitRepository({ 'fleet/a*': '1', 'fleet/ab': '1', 'fleet/:x': '1' });
    for (const name of ['a*', 'ab', ':x']) repository.write(`fleet/${name}`, '2');
    const root = join(repository.root, 'fleet');
    expect((await dirtyFiles(root, ['a*', ':x', '../outside'])).map(({ path }) => path)).toEqual([':x', 'a*']);
  });

  test('are conflicted in a merge that waits', async () => {
    const repository = gitRepository({ file: '1' });
    repository.git('checkout', '--quiet', '-b', 'other');
    repository.write('file', '2');
    repository.commit();
    repository.git('checkout', '--quiet', 'master');
    repository.write('file', '3');
    repository.commit();
    expect(() => repository.git('merge', 'other')).toThrow();
    expect(await dirtyFiles(repository.root, ['file'])).toEqual([{ path: 'file', state: 'conflicted' }]);
  });

  test('are found among more paths than one command line takes', async () => {
    const repository = gitRepository({ last: '1' });
    repository.write('last', '2');
    const many = Array.from({ length: 1200 }, (_, index) => `folder/${index}`);
    expect(await dirtyFiles(repository.root, [...many, 'last'])).toEqual([{ path: 'last', state: 'modified' }]);
  });
});
