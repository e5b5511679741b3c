import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { currentRevision, gitTopLevel } from '../../src/git/repository.js';
import { revisionTree } from '../../src/git/revision-tree.js';
import { describeWithGit, gitRepository } from '../support/git-repository.js';
import { temporaryFolder } from '../support/temporary-fleet.js';

afterEach(() => vi.unstubAllEnvs());

const FILES = { 'sub folder/a': '', 'b\nc/a': '' };

describeWithGit('the repository around a folder', () => {
  test('is found from anywhere in it', async () => {
    const { root } = gitRepository(FILES);
    for (const folder of ['', 'sub folder', 'b\nc']) expect(await gitTopLevel(join(root, folder))).toBe(root);
  });

  test('may have a line end in its own name', async () => {
    const { root } = gitRepository(FILES);
    renameSync(root, `${root}\n`);
    expect(await gitTopLevel(`${root}\n`)).toBe(`${root}\n`);
    renameSync(`${root}\n`, root);
  });

  test('is none outside of any, and inside .git', async () => {
    const { root } = gitRepository(FILES);
    expect(await gitTopLevel(temporaryFolder())).toBeNull();
    expect(await gitTopLevel(join(root, '.git'))).toBeNull();
  });

  test('has a current revision once it has a commit', async () => {
    const repository = gitRepository();
    expect(await currentRevision(repository.root)).toBeNull();
    const commit = repository.commit();
    expect(await currentRevision(repository.root)).toBe(commit);
  });
});

describeWithGit('failures around git itself', () => {
  test('git is not installed', async () => {
    const { root } = gitRepository(FILES);
    vi.stubEnv('PATH', temporaryFolder());
    const expected = { code: 'git', message: 'git is not installed, or not on the PATH', exitCode: 4 };
    await expect(gitTopLevel(root)).rejects.toMatchObject(expected);
    await expect(revisionTree(root, 'HEAD')).rejects.toMatchObject(expected);
  });

  test('a missing folder is not taken for a missing git', async () => {
    await expect(gitTopLevel('/nowhere/at/all')).rejects.toMatchObject({
      code: 'git',
      message: expect.stringContaining('/nowhere/at/all') as string,
    });
  });

  test('a repository of another user', async () => {
    const { root } = gitRepository(FILES);
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
    const expected = {
      code: 'git',
      message: `git refuses to read ${root}: the folder belongs to another user`,
      hints: [`if you trust it: git config --global --add safe.directory ${root}`],
    };
    await expect(gitTopLevel(root)).rejects.toMatchObject(expected);
    await expect(currentRevision(root)).rejects.toMatchObject(expected);
    await expect(revisionTree(root, 'HEAD')).rejects.toMatchObject(expected);
  });

  test('no repository', async () => {
    const folder = temporaryFolder();
    await expect(revisionTree(folder, 'HEAD')).rejects.toMatchObject({
      code: 'git',
      message: `${folder} is not in a git repository`,
    });
  });
});

describeWithGit('the environment', () => {
  test('of a hook elsewhere does not misdirect', async () => {
    const [here, elsewhere] = [gitRepository(FILES), gitRepository({ other: '' })];
    vi.stubEnv('GIT_DIR', join(elsewhere.root, '.git'));
    vi.stubEnv('GIT_WORK_TREE', elsewhere.root);
    vi.stubEnv('GIT_INDEX_FILE', join(elsewhere.root, '.git', 'index'));
    vi.stubEnv('GIT_OBJECT_DIRECTORY', join(elsewhere.root, '.git', 'objects'));
    vi.stubEnv('GIT_PREFIX', 'somewhere/');
    expect(await gitTopLevel(here.root)).toBe(here.root);
    expect(await currentRevision(here.root)).toBe(here.git('rev-parse', 'HEAD'));
    const tree = await revisionTree(here.root, 'HEAD');
    expect(await tree.entries('')).toEqual(new Set(['sub folder', 'b\nc']));
    await tree.close();
  });

  test('that names the repository of a folder without .git holds', async () => {
    const { root } = gitRepository(FILES);
    const hidden = join(temporaryFolder(), 'git-folder');
    renameSync(join(root, '.git'), hidden);
    expect(await gitTopLevel(root)).toBeNull();
    vi.stubEnv('GIT_DIR', hidden);
    vi.stubEnv('GIT_WORK_TREE', root);
    expect(existsSync(join(root, '.git'))).toBe(false);
    expect(await gitTopLevel(join(root, 'sub folder'))).toBe(root);
    const tree = await revisionTree(join(root, 'sub folder'), 'HEAD');
    expect(await tree.entries('')).toEqual(new Set(['a']));
    await tree.close();
  });

  test('of a user with another language and tracing changes no message', async () => {
    const folder = join(temporaryFolder(), 'empty');
    mkdirSync(folder);
    vi.stubEnv('LANG', 'de_DE.UTF-8');
    vi.stubEnv('LC_ALL', 'de_DE.UTF-8');
    vi.stubEnv('LANGUAGE', 'de');
    vi.stubEnv('GIT_TRACE', '1');
    vi.stubEnv('GIT_ICASE_PATHSPECS', '1');
    expect(await gitTopLevel(folder)).toBeNull();
    await expect(gitTopLevel(join(folder, 'missing'))).rejects.toMatchObject({
      message: expect.stringMatching(/: cannot change to/) as string,
    });
  });
});
