import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeWithGit } from '../support/git-repository.js';
import { connectorFiles, fixtureFleet, NEW_IMAGE } from '../migration/support/fixture-fleet.js';
import { runFleetq } from '../support/run-fleetq.js';
import { temporaryFolder, writeFiles } from '../support/temporary-fleet.js';

interface Entry {
  readonly path: string;
  readonly staged: string | null;
  readonly kept: string | null;
}

function plant(folder: string, root: string, entries: readonly Entry[], mode = 0o600): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'journal.json');
  writeFileSync(file, JSON.stringify({ version: 1, state: 'committed', root, entries }), { mode });
  chmodSync(file, mode);
}

const migrate = (root: string, state: string, ...more: string[]) =>
  runFleetq(['migrate', ...more, '--base-image', NEW_IMAGE], { cwd: root, env: { XDG_STATE_HOME: state } });

describe('a journal that a checkout brings', () => {
  it.each([[['source-x', '--pr', '1']], [['--recover']]])('is not read: migrate %s', async (words) => {
    const root = temporaryFolder();
    const outside = temporaryFolder();
    writeFiles(root, connectorFiles('source-x'));
    writeFileSync(join(outside, 'victim'), 'untouched');
    writeFileSync(join(root, 'payload'), 'written');
    const target = join(outside, 'victim').slice(1);
    plant(join(root, '.fleetq'), '/', [{ path: target, staged: join(root, 'payload').slice(1), kept: null }]);
    plant(join(root, '.git', 'fleetq'), '/', [{ path: target, staged: null, kept: null }]);
    const ran = await migrate(root, temporaryFolder(), ...words);
    expect(ran.stderr).not.toContain(' at ');
    expect(readFileSync(join(outside, 'victim'), 'utf8')).toBe('untouched');
  });
});

describeWithGit('a journal in git’s own folder', () => {
  const bad: readonly [string, (root: string, outside: string) => readonly Entry[]][] = [
    ['a path that leads upward', () => [{ path: '../victim', staged: null, kept: null }]],
    ['an absolute path', (_root, outside) => [{ path: join(outside, 'victim'), staged: null, kept: null }]],
    [
      'a path through a link',
      (root, outside) => {
        symlinkSync(outside, join(root, 'link'));
        return [{ path: 'link/victim', staged: null, kept: null }];
      },
    ],
    ['a staged file outside', (_root, outside) => [{ path: 'a', staged: join(outside, 'victim'), kept: null }]],
  ];

  it.each(bad)('is not followed to %s', async (_title, entries) => {
    const fleet = fixtureFleet();
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'victim'), 'untouched');
    plant(join(fleet.root, '.git', 'fleetq'), fleet.root, entries(fleet.root, outside));
    const ran = await migrate(fleet.root, temporaryFolder(), '--recover');
    expect(ran.code).not.toBe(0);
    expect(ran.stderr).toContain('is not followed');
    expect(readFileSync(join(outside, 'victim'), 'utf8')).toBe('untouched');
  });

  it('is not followed with a root of its own', async () => {
    const fleet = fixtureFleet();
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'victim'), 'untouched');
    plant(join(fleet.root, '.git', 'fleetq'), outside, [{ path: 'victim', staged: null, kept: null }]);
    expect((await migrate(fleet.root, temporaryFolder(), '--recover')).stderr).toContain('is not followed');
    expect(existsSync(join(outside, 'victim'))).toBe(true);
  });

  it('is not followed where others could have written it', async () => {
    const fleet = fixtureFleet();
    writeFileSync(join(fleet.root, 'kept'), 'untouched');
    plant(join(fleet.root, '.git', 'fleetq'), fleet.root, [{ path: 'kept', staged: null, kept: null }], 0o666);
    expect((await migrate(fleet.root, temporaryFolder(), '--recover')).stderr).toContain('is not followed');
    expect(existsSync(join(fleet.root, 'kept'))).toBe(true);
  });

  it('of one’s own, within the fleet, is followed', async () => {
    const fleet = fixtureFleet();
    writeFileSync(join(fleet.root, 'old'), 'to be deleted');
    writeFileSync(join(fleet.root, 'old.kept'), 'to be deleted');
    plant(join(fleet.root, '.git', 'fleetq'), fleet.root, [{ path: 'old', staged: null, kept: 'old.kept' }]);
    expect(await migrate(fleet.root, temporaryFolder(), '--recover')).toMatchObject({ code: 0 });
    expect(existsSync(join(fleet.root, 'old'))).toBe(false);
  });
});

describe('a fleet that is not in git', () => {
  it('has its journal in the user’s state folder, and keeps no trace of a run that ended', async () => {
    const root = temporaryFolder();
    const state = temporaryFolder();
    writeFiles(root, connectorFiles('source-x'));
    expect(await migrate(root, state, 'source-x', '--pr', '1')).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(root, '.fleetq'))).toBe(false);
    expect(readdirSync(join(state, 'fleetq'))).toEqual([]);
  });
});
