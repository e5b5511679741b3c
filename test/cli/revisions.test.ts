import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeWithGit, repositoryIn } from '../support/git-repository.js';
import { AT_ONE_TIME, runFleetq } from '../support/run-fleetq.js';
import { temporaryFolder, writeFiles } from '../support/temporary-fleet.js';

const QUERY = 'data.connectorBuildOptions.baseImage is not None';
const bundle = process.env.FLEETQ_HISTORY_BUNDLE;
const COMMITS = 20;
const withoutRevision = (json: string): string => json.replace(/"revision": (null|"[0-9a-f]+")/, '"revision": …');
const CONNECTORS = 'airbyte-integrations/connectors';

function smallRepository() {
  const root = temporaryFolder();
  const repository = repositoryIn(root);
  repository.git('init', '--quiet', '--initial-branch=main');
  writeFiles(root, {
    [`${CONNECTORS}/source-a/metadata.yaml`]: 'data: {supportLevel: certified}\n',
    [`${CONNECTORS}/source-a/setup.py`]: '',
    [`${CONNECTORS}/source-b/metadata.yaml`]: 'data: {supportLevel: community}\n',
  });
  repository.git('add', '--all');
  repository.git('commit', '--quiet', '--message=first');
  return repository;
}

describeWithGit('--rev', () => {
  it('reads a commit as it was, whatever lies in the work tree', async () => {
    const { root, git } = smallRepository();
    const before = await runFleetq(['list', '--root', root, '-o', 'json'], { env: AT_ONE_TIME });
    writeFiles(root, {
      [`${CONNECTORS}/source-a/metadata.yaml`]: 'data: [\n',
      [`${CONNECTORS}/source-c/metadata.yaml`]: 'data: {}\n',
    });
    const then = await runFleetq(['list', '--root', root, '--rev', 'HEAD', '-o', 'json'], { env: AT_ONE_TIME });
    expect(then.code).toBe(0);
    expect(withoutRevision(then.stdout)).toBe(withoutRevision(before.stdout));
    expect(then.stdout).toContain(`"revision": "${git('rev-parse', 'HEAD').trim()}"`);
  });

  it('exits 4 for a revision that does not exist', async () => {
    const ran = await runFleetq(['list', '--root', smallRepository().root, '--rev', 'mian']);
    expect(ran.code).toBe(4);
    expect(ran.stderr).toMatch(/`mian`[^]*main/);
  });

  it('exits 4 where there is no git repository', async () => {
    const root = temporaryFolder();
    writeFiles(root, { [`${CONNECTORS}/source-a/metadata.yaml`]: 'data: {}\n' });
    expect((await runFleetq(['list', '--root', root, '--rev', 'HEAD'])).code).toBe(4);
  });

  it('gives the bytes of a checkout, on commits of a real history', { timeout: 600_000 }, async ({ skip }) => {
    if (bundle === undefined)
      return skip('FLEETQ_HISTORY_BUNDLE names no git bundle or repository with metadata.yaml files');
    const { root, git } = repositoryIn(temporaryFolder());
    git('clone', '--quiet', bundle, '.');
    const history = git('rev-list', '--first-parent', 'HEAD', '--', ':(glob)**/metadata.yaml')
      .split('\n')
      .filter(Boolean);
    const step = Math.floor(history.length / COMMITS);
    const commits = history.filter((_, index) => index % step === 0).slice(0, COMMITS);
    for (const commit of commits) {
      git('checkout', '--quiet', '--force', commit);
      const there = await runFleetq(['list', '--root', root, '-q', QUERY, '-o', 'json', '--no-cache'], {
        env: AT_ONE_TIME,
      });
      const remembered = await runFleetq(['list', '--root', root, '-q', QUERY, '-o', 'json'], { env: AT_ONE_TIME });
      const then = await runFleetq(['list', '--root', root, '-q', QUERY, '-o', 'json', '--rev', commit], {
        env: AT_ONE_TIME,
      });
      expect(JSON.parse(there.stdout)).toHaveProperty('counts.matched');
      expect(remembered.stdout).toBe(there.stdout);
      expect(withoutRevision(then.stdout)).toBe(withoutRevision(there.stdout));
    }
    expect(commits).toHaveLength(COMMITS);
  });
});

describeWithGit('--modified', () => {
  const list = async (root: string, ...args: string[]) =>
    (await runFleetq(['list', '--root', root, '-o', 'names', ...args])).stdout.trim().split('\n').filter(Boolean);

  it('lists the connectors that changed since the base: committed, uncommitted and new ones', async () => {
    const { root, git } = smallRepository();
    expect(await list(root, '--modified')).toEqual([]);
    git('checkout', '--quiet', '-b', 'work');
    writeFiles(root, { [`${CONNECTORS}/source-a/setup.py`]: 'x = 1\n' });
    git('commit', '--all', '--quiet', '--message=second');
    writeFiles(root, {
      [`${CONNECTORS}/source-b/metadata.yaml`]: 'data: {supportLevel: certified}\n',
      [`${CONNECTORS}/source-c/metadata.yaml`]: 'data: {}\n',
    });
    expect(await list(root, '--modified')).toEqual(['source-a', 'source-b', 'source-c']);
    expect(await list(root, '--modified', '--base', 'HEAD')).toEqual(['source-b', 'source-c']);
    expect(await list(root, '--metadata-changes-only')).toEqual(['source-b', 'source-c']);
    expect(await list(root, '--modified', '--support-level', 'certified')).toEqual(['source-a', 'source-b']);
  });

  /** A repository with `inside` at a path of its own, which only its commit is known of. */
  const withModule = (path: string) => {
    const outer = smallRepository();
    const inner = repositoryIn(join(outer.root, path));
    inner.write('source-m/metadata.yaml', 'data: {}\n');
    inner.write('metadata.yaml', 'data: {}\n');
    inner.git('init', '--quiet', '--initial-branch=main');
    inner.commit();
    return { ...outer, inner };
  };

  it.each([
    ['is a connector', `${CONNECTORS}/source-s`, ['source-s']],
    ['holds connectors', `${CONNECTORS}/third-party/acme`, ['source-m']],
    ['lies in a connector', `${CONNECTORS}/source-a/vendored`, ['source-a']],
  ])('sees a submodule at another commit that %s', async (_title, path, names) => {
    const { root, git, inner } = withModule(path);
    git('add', '--all');
    git('config', '--file', '.gitmodules', 'submodule.m.path', path);
    git('config', '--file', '.gitmodules', 'submodule.m.url', './m');
    git('config', '--file', '.gitmodules', 'submodule.m.ignore', 'all');
    git('config', 'diff.ignoreSubmodules', 'all');
    git('add', '--all');
    git('commit', '--quiet', '--message=module');
    git('checkout', '--quiet', '-b', 'work');
    expect(await list(root, '--modified')).toEqual([]);
    inner.write('more', '');
    inner.commit();
    expect([await list(root, '--modified'), await list(root, '--modified', '--base', 'HEAD')]).toEqual([names, names]);
    git('add', '--force', path);
    expect(await list(root, '--modified')).toEqual(names);
    git('commit', '--quiet', '--allow-empty', '--message=newer');
    expect([await list(root, '--modified'), await list(root, '--modified', '--base', 'HEAD')]).toEqual([names, []]);
    expect(await list(root, '--metadata-changes-only')).toEqual(names.filter((name) => name !== 'source-a'));
  });

  it.each([
    ['is a connector', `${CONNECTORS}/source-s`, ['source-s']],
    ['holds connectors', `${CONNECTORS}/third-party/acme`, ['source-m']],
    ['lies in a connector', `${CONNECTORS}/source-a/vendored`, ['source-a']],
  ])('sees a new repository that %s, before and after it is added', async (_title, path, names) => {
    const { root, git } = withModule(path);
    expect(await list(root, '--modified')).toEqual(names);
    expect(await list(root, '--metadata-changes-only')).toEqual(names.filter((name) => name !== 'source-a'));
    git('add', '--all');
    expect(await list(root, '--modified')).toEqual(names);
    git('checkout', '--quiet', '-b', 'work');
    git('commit', '--quiet', '--message=added');
    expect(await list(root, '--modified')).toEqual(names);
  });

  it('sees what changed below a connector at the root', async () => {
    const { root, git } = smallRepository();
    writeFiles(root, { 'fleetq.yaml': 'metadata: metadata.yaml\n', 'metadata.yaml': 'data: {}\n' });
    git('add', '--all');
    git('commit', '--quiet', '--message=root');
    expect(await list(root, '--modified')).toEqual([]);
    writeFiles(root, { 'anything/else': '' });
    expect(await list(root, '--modified', '-o', 'count')).toEqual(['1']);
  });

  it('says what to fetch where the base is missing', async () => {
    const { root, git } = smallRepository();
    git('branch', '--quiet', '--move', 'elsewhere');
    const ran = await runFleetq(['list', '--root', root, '--modified']);
    expect(ran.code).toBe(4);
    expect(ran.stderr).toMatch(/no base to compare with[^]*--base REF/);
  });
});

describe('--rev and --modified together', () => {
  it('is refused', async () => {
    expect((await runFleetq(['list', '--rev', 'HEAD', '--modified'])).code).toBe(2);
  });
});
