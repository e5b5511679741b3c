import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FleetqError } from '../../src/errors.js';
import { resolveCommit } from '../../src/git/resolve-commit.js';
import { revisionTree } from '../../src/git/revision-tree.js';
import { type GitRepository, cloneOf, describeWithGit, gitRepository } from '../support/git-repository.js';

const FILE = { 'a/metadata.yaml': 'data: {}\n' };

/** What a user would be told: the message, then what to try. */
async function toldAbout(root: string, revision: string): Promise<readonly string[]> {
  const told = await resolveCommit(root, revision).then(
    (commit) => [`resolved to ${commit}`],
    (error: unknown) => (error instanceof FleetqError ? [error.code, error.message, ...error.hints] : [String(error)]),
  );
  expect(told.length).toBeLessThanOrEqual(5);
  return told;
}

/** A shallow clone of a repository with three commits, and a branch of it that the clone has not. */
function shallowClone(): { clone: GitRepository; first: string } {
  const origin = gitRepository(FILE);
  const first = origin.git('rev-parse', 'HEAD');
  origin.commit();
  origin.git('branch', 'elsewhere');
  origin.commit();
  return { clone: cloneOf(origin.root, '--depth', '1'), first };
}

describeWithGit('a revision that is not there', () => {
  test('brings up the nearest branch or tag', async () => {
    const repository = gitRepository(FILE);
    repository.git('tag', 'release-2024');
    expect(await toldAbout(repository.root, 'mastre')).toEqual([
      'git',
      `there is no commit, branch or tag \`mastre\` in ${repository.root}`,
      'did you mean `master`?',
    ]);
    expect(await toldAbout(repository.root, 'release-2023')).toContain('did you mean `release-2024`?');
    expect(await toldAbout(repository.root, 'completely-different')).toHaveLength(2);
  });

  test('in a shallow clone, says what to fetch', async () => {
    const { clone, first } = shallowClone();
    const unshallow = expect.stringContaining('git fetch --unshallow') as string;
    expect(await toldAbout(clone.root, 'HEAD~1')).toContainEqual(unshallow);
    expect((await toldAbout(clone.root, first)).slice(2)).toEqual([
      unshallow,
      `if origin has it: git fetch origin ${first}`,
    ]);
    clone.git('fetch', '--quiet', '--unshallow');
    expect(await toldAbout(clone.root, first)).toEqual([`resolved to ${first}`]);
  });

  test('of the remote, says the command that brings it, which does', async () => {
    const { clone } = shallowClone();
    expect(await toldAbout(clone.root, 'origin/elsewhere')).toContain(
      'if origin has it: git fetch origin elsewhere:refs/remotes/origin/elsewhere',
    );
    clone.git('fetch', '--quiet', 'origin', 'elsewhere:refs/remotes/origin/elsewhere');
    expect((await toldAbout(clone.root, 'origin/elsewhere'))[0]).toMatch(/^resolved/);
    expect(await toldAbout(clone.root, 'elsewhere')).toContain('the branch of origin is `origin/elsewhere`');
  });

  test('in a repository without a commit, is missing too', async () => {
    expect((await toldAbout(gitRepository().root, 'HEAD'))[1]).toMatch('there is no commit, branch or tag `HEAD`');
  });
});

describeWithGit('a revision that is something else', () => {
  test('says what it is', async () => {
    const repository = gitRepository(FILE);
    repository.git('tag', '--annotate', 'folder', 'HEAD:a', '--message', 'a folder');
    repository.git('tag', 'contents', 'HEAD:a/metadata.yaml');
    expect(await toldAbout(repository.root, 'folder')).toContain('`folder` is a tree, not a commit');
    expect(await toldAbout(repository.root, 'contents')).toContain('`contents` is a blob, not a commit');
  });

  test.each([
    '--output=written',
    '-h',
    '--all',
    '',
    'HEAD\nHEAD',
    'a\0b',
    '^master',
    'master..master',
    '--',
    'HEAD --all',
  ])('is never an option, a range or two: %j', async (revision) => {
    const { root } = gitRepository(FILE);
    expect((await toldAbout(root, revision))[0]).toBe('git');
  });

  test('may be the start of several ids', async () => {
    const repository = gitRepository(
      Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`f/${index}`, String(index)])),
    );
    const starts = repository
      .git('ls-tree', '-r', 'HEAD')
      .split('\n')
      .map((line) => line.slice(12, 16));
    const twice = starts.find((start, index) => starts.indexOf(start) !== index) ?? '';
    expect(await toldAbout(repository.root, twice)).toContain(`\`${twice}\` is the start of more than one object id`);
  });
});

describeWithGit('a damaged repository', () => {
  test('is an error of git, not an empty fleet', async () => {
    const repository = gitRepository(FILE);
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    rmSync(`${repository.root}/.git/objects/${tree.slice(0, 2)}/${tree.slice(2)}`);
    await expect(revisionTree(repository.root, 'HEAD')).rejects.toMatchObject({ code: 'git' });
  });
});
