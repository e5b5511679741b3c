import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  type GitRepository,
  cloneOf,
  describeWithGit,
  gitRepository,
  repositoryIn,
} from '../support/git-repository.js';
import { runFleetq } from '../support/run-fleetq.js';
import { temporaryFolder } from '../support/temporary-fleet.js';

const CONNECTORS = 'airbyte-integrations/connectors';
const NOTE = 'fleetq: 2 connectors are not checked out (sparse checkout): --rev HEAD has them\n';

function fleet(): GitRepository {
  return gitRepository({
    'README.md': '',
    ...Object.fromEntries(
      ['source-a', 'source-b', 'source-c', 'source-scaffold-x'].flatMap((name) => [
        [`${CONNECTORS}/${name}/metadata.yaml`, 'data: {}\n'],
        [`${CONNECTORS}/${name}/setup.py`, ''],
      ]),
    ),
  });
}

const list = (root: string, ...args: string[]) => runFleetq(['list', '--root', root, '-o', 'names', ...args]);

describeWithGit('a sparse checkout', () => {
  it.each([
    ['by folders', ['--cone', `${CONNECTORS}/source-a`]],
    ['with a sparse index', ['--cone', '--sparse-index', `${CONNECTORS}/source-a`]],
    ['by patterns', ['--no-cone', `/${CONNECTORS}/source-a/`]],
  ])('says how many connectors are not checked out: %s', async (_title, options) => {
    const { root, git } = fleet();
    git('sparse-checkout', 'set', ...options);
    for (const cache of [[], [], ['--no-cache']])
      expect(await list(root, ...cache)).toEqual({ stdout: 'source-a\n', stderr: NOTE, code: 0 });
    expect(await list(root, '--rev', 'HEAD')).toEqual({
      stdout: 'source-a\nsource-b\nsource-c\n',
      stderr: '',
      code: 0,
    });
    expect((await list(join(root, 'airbyte-integrations'), '--root', root)).stderr).toBe(NOTE);
    for (const command of [['stats'], ['fields'], ['show', 'source-a'], ['queries'], ['explain', 'data.a == 1']])
      expect([command, (await runFleetq([...command, '--root', root])).stderr]).toEqual([
        command,
        expect.stringContaining(NOTE),
      ]);
    const unknown = await runFleetq(['show', 'source-b', '--root', root]);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('2 connectors are not checked out')]);
  });

  it('says so in a linked work tree, and nothing in the one beside it', async () => {
    const { root, git } = fleet();
    const linked = repositoryIn(join(temporaryFolder(), 'linked'));
    git('worktree', 'add', '--quiet', linked.root);
    linked.git('sparse-checkout', 'set', `${CONNECTORS}/source-a`);
    expect((await list(linked.root)).stderr).toBe(NOTE);
    expect(await list(root)).toMatchObject({ stderr: '', code: 0 });
  });

  it('says so of a fleet below the top, in a layout of its own', async () => {
    const { root, git } = gitRepository({
      'fleet/fleetq.yaml': "metadata: '**/meta.yaml'\ndata: null\n",
      'fleet/a/meta.yaml': '{}\n',
      'fleet/b/meta.yaml': '{}\n',
      'other/c/meta.yaml': '{}\n',
    });
    git('sparse-checkout', 'set', 'fleet/a');
    expect(await list(join(root, 'fleet'))).toMatchObject({
      stdout: 'a\n',
      stderr: 'fleetq: 1 connector is not checked out (sparse checkout): --rev HEAD has it\n',
    });
  });

  it('where none is checked out says why there is no fleet', async () => {
    const { root, git } = fleet();
    git('sparse-checkout', 'set', 'elsewhere');
    const ran = await list(root);
    expect(ran.stderr).toMatch(/there are no connectors[^]*3 connectors are not checked out \(sparse checkout\)/);
  });

  it('says nothing where all are there, or came back', async () => {
    const { root } = fleet();
    const clone = cloneOf(root, '--sparse');
    expect((await list(clone.root, '--root', clone.root)).stderr).toContain('3 connectors are not checked out');
    clone.git('sparse-checkout', 'set', CONNECTORS);
    expect((await list(clone.root)).stderr).toBe('');
    clone.git('sparse-checkout', 'set', 'elsewhere');
    clone.write(`${CONNECTORS}/source-a/metadata.yaml`, 'data: {}\n');
    expect(await list(clone.root)).toMatchObject({ stdout: 'source-a\n', stderr: NOTE });
    clone.git('sparse-checkout', 'disable');
    expect((await list(clone.root)).stderr).toBe('');
  });
});
