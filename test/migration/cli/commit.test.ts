import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWithGit } from '../../support/git-repository.js';
import { schemaErrors } from '../../support/readers/schemas.js';
import { runFleetq } from '../../support/run-fleetq.js';
import { ELIGIBLE, NEW_IMAGE, connectorFiles, fixtureFleet, type FixtureFleet } from '../support/fixture-fleet.js';

const ALL = ['migrate', '--name', 'source-*', '--base-image', NEW_IMAGE, '--date', '2024-10-01'];
const COMMIT = [...ALL, '--commit', '--branch-prefix', 'migrate/'];

/** All that must stay: what is checked out, what is staged, what is on disk, what other branches there are. */
function stateOf(fleet: FixtureFleet): string {
  return [
    fleet.git('symbolic-ref', 'HEAD'),
    fleet.git('rev-parse', 'HEAD'),
    fleet.git('status', '--porcelain', '--ignored'),
    fleet.git('ls-files', '--stage'),
  ].join('\n');
}

const branches = (fleet: FixtureFleet): readonly string[] =>
  fleet
    .git('for-each-ref', '--format=%(refname)')
    .split('\n')
    .filter((name) => name !== 'refs/heads/master');

describeWithGit('migrate --commit', () => {
  it('makes a branch with one commit for each group, and leaves everything else as it was', async () => {
    const fleet = fixtureFleet();
    fleet.write('unrelated.txt', 'mine\n');
    const before = stateOf(fleet);
    const ran = await runFleetq([...COMMIT, '--split-by', '4', '-o', 'json'], { cwd: fleet.root });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(stateOf(fleet)).toBe(before);
    expect(branches(fleet)).toEqual(['refs/heads/migrate/1', 'refs/heads/migrate/2', 'refs/heads/migrate/3']);
    const document = JSON.parse(ran.stdout) as { connectors: { name: string; path: string; branch: string }[] };
    expect(schemaErrors('migrate', document)).toEqual([]);

    for (const branch of ['migrate/1', 'migrate/2', 'migrate/3']) {
      expect(fleet.git('rev-list', '--count', `master..${branch}`)).toBe('1');
      const mine = document.connectors.filter((connector) => connector.branch === branch);
      expect(mine).toHaveLength(branch === 'migrate/3' ? 3 : 4);
      const folders = fleet.git('diff', '--name-only', 'master', branch, '--', 'airbyte-integrations').split('\n');
      expect([...new Set(folders.map((path) => path.split('/').slice(0, 3).join('/')))]).toEqual(
        mine.map(({ path }) => path).sort(),
      );
      expect(fleet.git('log', '-1', '--format=%s', branch)).toBe(
        `Build ${mine.length} connectors on the base image 2.0.0`,
      );
    }
    // The branches together are what a run without --commit writes.
    fleet.git('merge', '--quiet', 'migrate/1', 'migrate/2', 'migrate/3');
    const merged = fleet.git('rev-parse', 'HEAD^{tree}');
    fleet.git('reset', '--quiet', '--hard', 'HEAD^1');
    fleet.git('checkout', '--quiet', '-b', 'whole', before.split('\n')[1] ?? '');
    expect((await runFleetq(ALL, { cwd: fleet.root })).code).toBe(0);
    fleet.remove('unrelated.txt');
    fleet.git('add', '--all');
    expect(fleet.git('write-tree')).toBe(merged);
  });

  it('names the branches with --dry-run, and makes none', async () => {
    const fleet = fixtureFleet();
    const ran = await runFleetq([...COMMIT, '--split-by', '1', '--dry-run', '-o', 'csv'], { cwd: fleet.root });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain(',migrate/01');
    expect(ran.stdout).toContain(`,migrate/${ELIGIBLE.length}`);
    expect(branches(fleet)).toEqual([]);
  });

  it('gives groups that share a page their own rows only', async () => {
    const fleet = fixtureFleet({
      ...connectorFiles(
        'source-flow',
        'data: {dockerImageTag: 1.2.3, documentationUrl: "https://docs.x/integrations/sources/sorted"}\n',
      ),
    });
    const ran = await runFleetq(
      [
        'migrate',
        'source-flow',
        'source-sorted',
        '--base-image',
        NEW_IMAGE,
        '--commit',
        '--branch-prefix',
        'm-',
      ].concat(['--split-by', '1', '--message', 'Move {name}']),
      { cwd: fleet.root },
    );
    expect(ran.code).toBe(0);
    for (const [branch, name] of [
      ['m-1', 'flow'],
      ['m-2', 'sorted'],
    ] as const) {
      const added = fleet.git('diff', 'master', branch, '--', 'docs').split('\n');
      expect(added.filter((line) => line.startsWith('+|')).join()).toMatch(
        new RegExp(`^[^,]*Move source-${name}[^,]*$`),
      );
    }
  });

  it('runs no hook and no program that the repository names', async () => {
    const fleet = fixtureFleet();
    const trap = join(fleet.root, '..', `${fleet.root.split('/').at(-1) ?? ''}-trap`);
    const script = `#!/bin/sh\ntouch '${trap}'\nexit 1\n`;
    for (const hook of ['pre-commit', 'commit-msg', 'post-commit', 'reference-transaction', 'post-index-change'])
      writeFileSync(join(fleet.root, '.git/hooks', hook), script, { mode: 0o755 });
    writeFileSync(join(fleet.root, '.git/gpg'), script, { mode: 0o755 });
    for (const [name, value] of [
      ['commit.gpgSign', 'true'],
      ['gpg.program', join(fleet.root, '.git/gpg')],
    ] as const)
      fleet.git('config', name, value);
    expect((await runFleetq([...COMMIT], { cwd: fleet.root })).code).toBe(0);
    expect(branches(fleet)).toEqual(['refs/heads/migrate/1']);
    expect(existsSync(trap)).toBe(false);
  });

  it('takes names with spaces, quotes, backslashes and line ends as they are', async () => {
    const names = ['source-a "b"', 'source-c\\d', "source-e'f", 'source-\u00fc', 'source-$(touch x)', 'source-g\nh'];
    const fleet = fixtureFleet(
      Object.assign(
        {},
        ...names.map((name) => ({
          ...connectorFiles(
            name,
            'data:\n  dockerImageTag: 1.2.3\n  documentationUrl: https://docs.x/integrations/sources/sorted\n',
          ),
          [`airbyte-integrations/connectors/${name}/Dockerfile`]: 'FROM python:3.9-slim\n',
        })),
      ) as Record<string, string>,
    );
    const before = stateOf(fleet);
    const ran = await runFleetq([...COMMIT, '-o', 'json'], { cwd: fleet.root });
    expect(ran.stderr).toBe('');
    expect(stateOf(fleet)).toBe(before);
    const document = JSON.parse(ran.stdout) as { connectors: { name: string; result: string }[] };
    const migrated = document.connectors.filter(({ result }) => result === 'migrated').map(({ name }) => name);
    expect(migrated).toEqual(expect.arrayContaining(names));
    const changed = fleet.git('diff', '-z', '--name-only', 'master', 'migrate/1').split('\0');
    for (const name of names) expect(changed).toContain(`${fleet.connector(name)}/metadata.yaml`);
  });

  it.each<[string, readonly string[], number, string, (fleet: FixtureFleet) => void]>([
    [
      'a branch that is there',
      [],
      1,
      'there is a branch migrate/2 already',
      (fleet) => fleet.git('branch', 'migrate/2'),
    ],
    ['a branch in the way', [], 4, 'git update-ref failed', (fleet) => fleet.git('branch', 'migrate/2/x')],
    [
      'a prefix that git does not take',
      ['--branch-prefix', 'a..b'],
      2,
      'git takes no branch by the name a..b1',
      () => undefined,
    ],
    ['an option as a prefix', ['--branch-prefix=-d'], 2, 'git takes no branch by the name -d1', () => undefined],
    ['the branch before', ['--branch-prefix', '@{-1}'], 2, 'git takes no branch by the name', () => undefined],
    ['no prefix', ['--branch-prefix', ''], 2, '--commit needs a name for its branches', () => undefined],
    ['groups of nothing', ['--split-by', '0'], 2, '--split-by needs at least 1', () => undefined],
    [
      'converted line ends',
      [],
      1,
      'is not on disk as it is in the last commit',
      (fleet) => {
        fleet.write('.gitattributes', '*.md text eol=crlf\n');
        fleet.commit();
        fleet.git('rm', '--quiet', '--cached', '-r', '.');
        fleet.git('reset', '--quiet', '--hard');
      },
    ],
  ])('writes no branch at all for %s', async (_title, more, code, text, prepare) => {
    const fleet = fixtureFleet();
    prepare(fleet);
    const before = [stateOf(fleet), branches(fleet)];
    const ran = await runFleetq([...COMMIT, '--split-by', '4', ...more], { cwd: fleet.root });
    expect(ran.stderr).toContain(text);
    expect(ran.code).toBe(code);
    expect([stateOf(fleet), branches(fleet)]).toEqual(before);
  });

  it('needs --commit for its branches', async () => {
    const ran = await runFleetq([...ALL, '--split-by', '4'], { cwd: fixtureFleet().root });
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('add --commit') as string });
  });
});
