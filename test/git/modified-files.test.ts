import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { modifiedFiles } from '../../src/git/modified-files.js';
import { revisionTree } from '../../src/git/revision-tree.js';
import { type GitRepository, cloneOf, describeWithGit, gitRepository } from '../support/git-repository.js';

afterEach(() => vi.unstubAllEnvs());

const LONG = 'a file long enough to be recognised as renamed\n'.repeat(9);
const FILES = {
  committed: '1',
  staged: '1',
  unstaged: '1',
  deleted: '1',
  removed: '1',
  renamed: LONG,
  moved: `${LONG}2`,
  kept: '1',
  back: '1',
  '.gitignore': '*.log\n',
};

/** A branch that left `master` with one change of every kind, while `master` went on. */
function branched(): { repository: GitRepository; base: string } {
  const repository = gitRepository(FILES);
  const base = repository.git('rev-parse', 'HEAD');
  repository.git('checkout', '--quiet', '-b', 'feature');
  repository.write('committed', '2');
  repository.write('back', '2');
  repository.move('renamed', 'new name');
  repository.remove('deleted');
  repository.commit();
  repository.git('checkout', '--quiet', 'master');
  repository.write('kept', 'changed on master only');
  repository.commit();
  repository.git('checkout', '--quiet', 'feature');
  repository.write('back', '1');
  repository.write('staged', '2');
  repository.git('add', 'staged');
  repository.git('mv', 'moved', 'moved to');
  repository.write('unstaged', '2');
  repository.remove('removed');
  repository.write('folder/sub/untracked', '1');
  repository.write('folder/ignored.log', '1');
  return { repository, base };
}

const CHANGED = [
  'back',
  'committed',
  'deleted',
  'folder/sub/untracked',
  'moved',
  'moved to',
  'new name',
  'removed',
  'renamed',
  'staged',
  'unstaged',
];

describeWithGit('modified files', () => {
  test('are the changes of every kind since the merge base, renames by both names', async () => {
    const { repository, base } = branched();
    const modified = await modifiedFiles(repository.root);
    expect({ ...modified, paths: [...modified.paths] }).toEqual({ base, baseName: 'master', paths: CHANGED });
  });

  test('do not depend on how somebody likes git to show changes', async () => {
    const { repository } = branched();
    const settings = {
      'status.showUntrackedFiles': 'no',
      'status.renames': 'copies',
      'diff.renames': 'copies',
      'diff.relative': 'true',
      'diff.noprefix': 'true',
      'status.short': 'true',
      'status.branch': 'true',
      'color.ui': 'always',
      'core.quotepath': 'true',
      'diff.external': 'false',
    };
    for (const [key, value] of Object.entries(settings)) repository.git('config', key, value);
    vi.stubEnv('GIT_EXTERNAL_DIFF', 'false');
    expect([...(await modifiedFiles(repository.root)).paths]).toEqual(CHANGED);
  });

  test('are those below the root, by paths relative to it', async () => {
    const repository = gitRepository({ 'fleet/a': '1', 'fleet/sub/b': '1', 'fleet-two/c': '1', outside: '1' });
    repository.git('checkout', '--quiet', '-b', 'feature');
    repository.write('fleet/a', '2');
    repository.write('outside', '2');
    repository.write('fleet-two/c', '2');
    repository.commit();
    repository.write('fleet/sub/b', '2');
    repository.write('fleet/new', '');
    repository.write('outside-too', '');
    expect([...(await modifiedFiles(join(repository.root, 'fleet'))).paths]).toEqual(['a', 'new', 'sub/b']);
  });

  test('have any name that a file may have', async () => {
    const repository = gitRepository({ first: '' });
    repository.git('checkout', '--quiet', '-b', 'feature');
    const names = [' leading', '"quoted"', ':(top)magic', '?? x', 'new\nline', 'tab\t', 'ü', 'trailing '];
    for (const name of names) repository.write(`committed/${name}`, '');
    repository.commit();
    for (const name of names) repository.write(`untracked/${name}`, '');
    expect([...(await modifiedFiles(repository.root)).paths].sort()).toEqual(
      names.flatMap((name) => [`committed/${name}`, `untracked/${name}`]).sort(),
    );
  });

  test('are none on a clean main branch', async () => {
    const repository = gitRepository(FILES);
    expect((await modifiedFiles(repository.root)).paths).toEqual(new Set());
  });
});

describeWithGit('the base', () => {
  test('is the first of origin/master, origin/main, master and main that exists', async () => {
    const origin = gitRepository(FILES);
    const clone = cloneOf(origin.root);
    clone.git('branch', 'main');
    clone.git('tag', 'master', origin.git('rev-parse', 'HEAD^{tree}'));
    const names = async (): Promise<string> => (await modifiedFiles(clone.root)).baseName;
    const seen = [await names()];
    clone.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    clone.git('update-ref', '-d', 'refs/remotes/origin/HEAD');
    clone.git('update-ref', '-d', 'refs/remotes/origin/master');
    seen.push(await names());
    clone.git('update-ref', '-d', 'refs/remotes/origin/main');
    seen.push(await names());
    clone.git('checkout', '--quiet', '-B', 'main');
    clone.git('update-ref', '-d', 'refs/heads/master');
    seen.push(await names());
    expect(seen).toEqual(['origin/master', 'origin/main', 'master', 'main']);
  });

  test('may be asked for, and gives its files', async () => {
    const repository = gitRepository({ 'fleet/a': 'one' });
    const base = repository.git('rev-parse', 'HEAD');
    repository.write('fleet/a', 'two');
    repository.commit();
    repository.write('fleet/b', 'three');
    repository.commit();
    const root = join(repository.root, 'fleet');
    const modified = await modifiedFiles(root, 'HEAD~2');
    expect(modified).toEqual({ base, baseName: 'HEAD~2', paths: new Set(['a', 'b']) });
    const files = await revisionTree(root, modified.base);
    const [a, b] = await Promise.all([files.readIfPresent('a'), files.readIfPresent('b')]);
    expect([files.revision, Buffer.from(a ?? []).toString(), b]).toEqual([base, 'one', null]);
    await expect(files.readIfPresent('')).rejects.toMatchObject({ code: 'folder' });
    await files.close();
  });

  test('that does not exist: what to fetch, which helps', async () => {
    const origin = gitRepository(FILES);
    origin.git('checkout', '--quiet', '-b', 'feature');
    origin.commit();
    const clone = cloneOf(origin.root, '--single-branch', '--branch', 'feature');
    await expect(modifiedFiles(clone.root)).rejects.toMatchObject({
      code: 'git',
      message: 'there is no base to compare with: none of origin/master, origin/main, master and main exists',
      hints: ['git fetch origin master:refs/remotes/origin/master', 'or name one with --base REF'],
    });
    await expect(modifiedFiles(clone.root, 'origin/master')).rejects.toMatchObject({
      hints: ['if origin has it: git fetch origin master:refs/remotes/origin/master'],
    });
    clone.git('fetch', '--quiet', 'origin', 'master:refs/remotes/origin/master');
    expect((await modifiedFiles(clone.root)).baseName).toBe('origin/master');
  });

  test('that a shallow clone cannot reach: what to fetch, which helps', async () => {
    const origin = gitRepository(FILES);
    origin.git('checkout', '--quiet', '-b', 'feature');
    origin.commit('on the branch');
    origin.git('checkout', '--quiet', 'master');
    origin.commit('on master');
    const clone = cloneOf(origin.root, '--depth', '1', '--no-single-branch', '--branch', 'feature');
    await expect(modifiedFiles(clone.root)).rejects.toMatchObject({
      code: 'git',
      message: 'what is checked out and `origin/master` have no commit in common',
      hints: [expect.stringContaining('git fetch --unshallow')],
    });
    clone.git('fetch', '--quiet', '--unshallow');
    expect((await modifiedFiles(clone.root)).base).toBe(origin.git('rev-parse', 'master~1'));
  });

  test('with another history, and a repository without a commit', async () => {
    const repository = gitRepository(FILES);
    repository.git('checkout', '--quiet', '--orphan', 'unrelated');
    await expect(modifiedFiles(repository.root)).rejects.toMatchObject({
      code: 'git',
      message: expect.stringContaining('has no commit yet') as string,
    });
    repository.commit('unrelated');
    await expect(modifiedFiles(repository.root)).rejects.toMatchObject({
      hints: ['their histories are unrelated: name another base with --base REF'],
    });
    rmSync(join(repository.root, '.git'), { recursive: true });
    await expect(modifiedFiles(repository.root)).rejects.toMatchObject({
      message: `${repository.root} is not in a git repository`,
    });
  });
});
