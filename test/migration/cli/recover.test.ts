import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeJournal } from '../../../src/migration/apply/journal.js';
import { WATCHDOG_ARGUMENT } from '../../../src/cli/watchdog.js';
import { describeWithGit } from '../../support/git-repository.js';
import { BINARY, runFleetq } from '../../support/run-fleetq.js';
import { temporaryFolder, writeFiles } from '../../support/temporary-fleet.js';
import { type FixtureFleet, NEW_IMAGE, connectorFiles, fixtureFleet } from '../support/fixture-fleet.js';

/** A fleet as a run leaves it that was killed between two renames: the page is new, the Dockerfile is still there. */
function interrupted(): { fleet: FixtureFleet; state: string; dockerfile: string; page: string } {
  const fleet = fixtureFleet();
  const [dockerfile, page] = [`${fleet.connector('source-flow')}/Dockerfile`, fleet.page('source-flow')];
  const state = join(fleet.root, '.git', 'fleetq');
  mkdirSync(state);
  const keep = (path: string, backup: string): void =>
    writeFileSync(join(fleet.root, backup), readFileSync(join(fleet.root, path)));
  keep(page, 'docs/.page.old');
  keep(dockerfile, 'docs/.dockerfile.old');
  writeFileSync(join(fleet.root, page), 'new page\n');
  writeJournal(state, {
    state: 'committed',
    root: fleet.root,
    entries: [
      { path: page, staged: 'docs/.page.new', backup: 'docs/.page.old' },
      { path: dockerfile, staged: null, backup: 'docs/.dockerfile.old' },
    ],
  });
  return { fleet, state, dockerfile, page };
}

function expectFinished({ fleet, state, dockerfile, page }: ReturnType<typeof interrupted>): void {
  expect(fleet.git('status', '--porcelain', '--untracked-files=all')).toBe(` D ${dockerfile}\n M ${page}`);
  expect(existsSync(state)).toBe(false);
}

describeWithGit('an interrupted run', () => {
  it('is finished by the watchdog as soon as its process is gone', async () => {
    const work = interrupted();
    const watchdog = spawn(process.execPath, [BINARY, WATCHDOG_ARGUMENT, work.fleet.root], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(existsSync(join(work.fleet.root, work.dockerfile))).toBe(true);
    watchdog.stdin.end();
    await once(watchdog, 'exit');
    expectFinished(work);
  });

  it('is finished on request, whatever the environment holds', async () => {
    const work = interrupted();
    const ran = await runFleetq(['migrate', '--recover'], {
      cwd: work.fleet.root,
      env: { FLEETQ_MIGRATION_GUARD: '1' },
    });
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('all in place now') as string });
    expectFinished(work);
  });

  it('is finished on request', async () => {
    const work = interrupted();
    const ran = await runFleetq(['migrate', '--recover'], { cwd: work.fleet.root });
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('all in place now') as string });
    expectFinished(work);
    expect((await runFleetq(['migrate', '--recover'], { cwd: work.fleet.root })).stderr).toContain(
      'no interrupted run left anything',
    );
  });

  it('is finished by the next run before anything else, and told of by a dry one', async () => {
    const work = interrupted();
    const dry = await runFleetq(['migrate', 'source-sorted', '--base-image', NEW_IMAGE, '--dry-run'], {
      cwd: work.fleet.root,
    });
    expect(dry.stderr).toMatch(/interrupted run left edits half done\n.*--recover/);
    expect(existsSync(work.state)).toBe(true);
    const ran = await runFleetq(['migrate', 'source-sorted', '--base-image', NEW_IMAGE], { cwd: work.fleet.root });
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('all in place now') as string });
    expect(existsSync(join(work.fleet.root, work.dockerfile))).toBe(false);
  });
});

describe('a fleet outside git', () => {
  it('is migrated as well, and keeps no trace of the run', async () => {
    const root = temporaryFolder();
    writeFiles(root, connectorFiles('source-x'));
    const ran = await runFleetq(['migrate', 'source-x', '--pr', '1', '--base-image', NEW_IMAGE], { cwd: root });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(root, '.fleetq'))).toBe(false);
    const checked = await runFleetq(['check', 'source-x', '-o', 'json'], { cwd: root });
    expect(checked.code).toBe(0);
    expect(checked.stdout).toContain('there is no base revision to compare with');
  });
});
