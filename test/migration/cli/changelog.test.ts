import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWithGit } from '../../support/git-repository.js';
import { runFleetq } from '../../support/run-fleetq.js';
import { NEW_IMAGE, connectorFiles, fixtureFleet, type FixtureFleet } from '../support/fixture-fleet.js';

const TO_NEW = ['--base-image', NEW_IMAGE, '--date', '2024-10-01'];
const HEAD = '## Changelog\n\n| Version | Date | Pull Request | Subject |\n|:---|:---|:---|:---|\n';
const row = (version: string, subject: string, number: string | number = 1): string =>
  `| ${version} | 2023-01-01 | [${number}](https://github.com/airbytehq/airbyte/pull/${number}) | ${subject} |\n`;
const written = (version: string, number: string | number = 7): string =>
  `| ${version} | 2024-10-01 | [${number}](https://github.com/airbytehq/airbyte/pull/${number}) | Build on the Python base image 2.0.0 instead of a Dockerfile |\n`;

const NAME = 'source-ahead';

interface Migrated {
  readonly result: string;
  readonly version: { readonly from: string; readonly to: string };
  readonly notes: readonly string[];
}

/** Migrates on a branch of its own, and gives what JSON says of the first connector. */
async function migrated(fleet: FixtureFleet, ...options: string[]): Promise<Migrated | undefined> {
  const ran = await runFleetq(['migrate', NAME, ...TO_NEW, '-o', 'json', ...options], { cwd: fleet.root });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  return (JSON.parse(ran.stdout) as { connectors: Migrated[] }).connectors[0];
}

/** The verdicts and reasons of two criteria, against `master`. */
async function checked(fleet: FixtureFleet, ...options: string[]): Promise<Record<string, string>> {
  const args = ['check', NAME, '--base', 'master', '--base-image', NEW_IMAGE, '-o', 'json', ...options];
  const { connectors } = JSON.parse((await runFleetq(args, { cwd: fleet.root })).stdout) as {
    connectors: { result: string; criteria: Record<string, { verdict: string; reason: string }> }[];
  };
  const [first] = connectors;
  const said = Object.entries(first?.criteria ?? {}).map(([name, { verdict, reason }]) => [
    name,
    `${verdict}: ${reason}`,
  ]);
  return { result: first?.result ?? '', ...(Object.fromEntries(said) as Record<string, string>) };
}

/** A fleet on a branch, whose connector is at 1.2.3 and has a changelog of these rows. */
function fleetWith(rows: string): FixtureFleet {
  const fleet = fixtureFleet(connectorFiles(NAME, undefined, HEAD + rows));
  fleet.git('switch', '--quiet', '--create', 'branch');
  return fleet;
}

const pageOf = (fleet: FixtureFleet): string => readFileSync(join(fleet.root, fleet.page(NAME)), 'utf8');
const metadataOf = (fleet: FixtureFleet): string =>
  readFileSync(join(fleet.root, fleet.connector(NAME), 'metadata.yaml'), 'utf8');

describeWithGit('a page that is ahead of the metadata', () => {
  it('keeps its row, and the migration takes the next free version and says so', async () => {
    const rows = row('1.2.5', 'Later') + row('1.2.4', 'Something else') + row('1.2.3', 'Fix');
    const fleet = fleetWith(rows);
    const plan = await migrated(fleet, '--pr', '7');
    expect(plan?.version).toEqual({ from: '1.2.3', to: '1.2.6' });
    expect(plan?.notes).toContain(`${fleet.page(NAME)} has a row for 1.2.4, 1.2.5 about something else: 1.2.6 instead`);
    expect(pageOf(fleet)).toBe(HEAD + written('1.2.6') + rows);
    expect(metadataOf(fleet)).toContain('dockerImageTag: 1.2.6\n');
    expect(readFileSync(join(fleet.root, fleet.connector(NAME), 'pyproject.toml'), 'utf8')).toContain(
      "version = '1.2.6'",
    );
    expect(await checked(fleet)).toMatchObject({ result: 'pass' });

    const before = fleet.git('diff');
    expect((await migrated(fleet, '--pr', '7'))?.result).toBe('skipped');
    expect(fleet.git('diff')).toBe(before);
  });

  it('fails the check where only the metadata followed', async () => {
    const fleet = fleetWith(row('1.2.4', 'Something else') + row('1.2.3', 'Fix'));
    fleet.write(`${fleet.connector(NAME)}/metadata.yaml`, metadataOf(fleet).replace('1.2.3', '1.2.4'));
    const said = await checked(fleet);
    expect(said['version-bumped']).toBe('pass: 1.2.3 became 1.2.4');
    expect(said['changelog-entry']).toBe(
      `fail: ${fleet.page(NAME)} had its row for 1.2.4 at master already: this change has none of its own`,
    );
  });

  it('has the row of the migration where somebody wrote it by hand on the branch', async () => {
    const rows = row('1.2.3', 'Fix');
    const fleet = fleetWith(rows);
    const byHand = HEAD + row('1.2.4', 'Use the base image', 9) + rows;
    fleet.write(fleet.page(NAME), byHand);
    fleet.commit();
    expect((await migrated(fleet))?.version).toEqual({ from: '1.2.3', to: '1.2.4' });
    expect(pageOf(fleet)).toBe(byHand);
    expect(await checked(fleet)).toMatchObject({ result: 'pass' });
  });

  it('has a new row of this pull request, whatever it says; that of another one is about something else', async () => {
    for (const [number, to] of [
      ['9', '1.2.4'],
      ['10', '1.2.5'],
    ] as const) {
      const fleet = fleetWith(row('1.2.3', 'Fix'));
      fleet.write(fleet.page(NAME), HEAD + row('1.2.4', 'Add a stream', 9) + row('1.2.3', 'Fix'));
      fleet.commit();
      expect((await migrated(fleet, '--pr', number))?.version.to).toBe(to);
      expect(await checked(fleet)).toMatchObject({ result: 'pass' });
    }
  });

  it('is filled in beside an older row of the same version', async () => {
    const fleet = fleetWith(row('1.2.3', 'Fix'));
    await migrated(fleet);
    fleet.write(fleet.page(NAME), pageOf(fleet).replace('| 1.2.4 |', `${row('1.2.4', 'Other').trim()}\n| 1.2.4 |`));
    fleet.commit();
    await migrated(fleet, '--pr', '12');
    expect(pageOf(fleet)).toBe(HEAD + row('1.2.4', 'Other') + written('1.2.4', 12) + row('1.2.3', 'Fix'));
  });

  it('without git, is one that has a row about something else', async () => {
    const fleet = fleetWith(row('1.2.4', 'Something else') + row('1.2.3', 'Fix'));
    fleet.remove('.git');
    expect((await migrated(fleet, '--pr', '7'))?.version.to).toBe('1.2.5');
  });
});

describeWithGit('the version and the words of a migration', () => {
  it.each([
    ['patch', '1.2.4'],
    ['minor', '1.3.0'],
    ['major', '2.0.0'],
  ])('--bump %s gives %s, once a branch', async (bump, version) => {
    const fleet = fleetWith(row('1.2.3', 'Fix'));
    await migrated(fleet, '--pr', '7', '--bump', bump);
    expect(metadataOf(fleet)).toContain(`dockerImageTag: ${version}\n`);
    expect(pageOf(fleet)).toBe(HEAD + written(version) + row('1.2.3', 'Fix'));
    expect(await checked(fleet)).toMatchObject({ result: 'pass' });
    expect(await checked(fleet, '--bump', bump)).toMatchObject({ result: 'pass' });
    fleet.commit();
    const newer = NEW_IMAGE.replace('2.0.0', '2.1.0').replaceAll('b'.repeat(64), 'c'.repeat(64));
    await migrated(fleet, '--pr', '7', '--bump', bump, '--base-image', newer);
    expect(metadataOf(fleet)).toContain(`dockerImageTag: ${version}\n`);
  });

  it('--bump minor raises the version at the base, where the branch raised a patch', async () => {
    const fleet = fleetWith(row('1.2.3', 'Fix'));
    fleet.write(`${fleet.connector(NAME)}/metadata.yaml`, metadataOf(fleet).replace('1.2.3', '1.2.4'));
    fleet.commit();
    expect((await migrated(fleet, '--bump', 'minor'))?.version).toEqual({ from: '1.2.4', to: '1.3.0' });
  });

  it('check --bump says what was meant', async () => {
    const fleet = fleetWith(row('1.2.3', 'Fix'));
    await migrated(fleet, '--pr', '7');
    expect(await checked(fleet, '--bump', 'minor')).toMatchObject({
      result: 'fail',
      'version-bumped': 'fail: 1.2.3 became 1.2.4; a minor raise gives 1.3.0',
    });
  });

  it('--message is what the row says, of each connector its own', async () => {
    const fleet = fleetWith(row('1.2.3', 'Fix'));
    const message = 'Move {name} {version} to {image} | `a \\| b` {other}';
    const args = ['migrate', NAME, 'source-sorted', ...TO_NEW, '--pr', '7', '--message', message];
    expect((await runFleetq(args, { cwd: fleet.root })).code).toBe(0);
    const link = '[7](https://github.com/airbytehq/airbyte/pull/7)';
    expect(pageOf(fleet)).toContain(
      `| 1.2.4 | 2024-10-01 | ${link} | Move source-ahead 1.2.4 to 2.0.0 \\| \`a \\| b\` {other} |\n`,
    );
    expect(readFileSync(join(fleet.root, fleet.page('source-sorted')), 'utf8')).toContain(
      '| Move source-sorted 1.2.4 to',
    );
    const again = await runFleetq(args, { cwd: fleet.root });
    expect(again.stdout).toMatch(/source-ahead +skipped.*\nsource-sorted +skipped/);
  });

  it.each(['', '  ', 'a\nb', 'a\u2028b', '\u001b[31m'])('--message %j is refused', async (message) => {
    const fleet = fleetWith(row('1.2.3', 'Fix'));
    const ran = await runFleetq(['migrate', NAME, ...TO_NEW, '--message', message], { cwd: fleet.root });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(/--message/);
  });
});

describeWithGit('connectors that share a page', () => {
  const metadata = (version: string): string =>
    `data:\n  dockerImageTag: ${version}\n  documentationUrl: https://docs.airbyte.com/integrations/sources/shared\n`;

  it('have a row each, and one for both where it is of the same version', async () => {
    for (const [version, rows] of [
      ['0.5.0', written('0.5.1') + written('1.2.4')],
      ['1.2.3', written('1.2.4')],
    ] as const) {
      const fleet = fixtureFleet({
        ...connectorFiles('source-one', metadata('1.2.3'), undefined),
        ...connectorFiles('source-two', metadata(version), undefined),
        'docs/integrations/sources/shared.md': HEAD + row('1.2.3', 'Fix') + row('0.5.0', 'Fix'),
      });
      fleet.git('switch', '--quiet', '--create', 'branch');
      const names = ['source-one', 'source-two'];
      const dry = await runFleetq(['migrate', ...names, ...TO_NEW, '--pr', '7', '--dry-run'], { cwd: fleet.root });
      expect(dry.stdout.match(/^diff --git a\/docs.*/gm)).toHaveLength(1);
      const ran = await runFleetq(['migrate', ...names, ...TO_NEW, '--pr', '7'], { cwd: fleet.root });
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(readFileSync(join(fleet.root, 'docs/integrations/sources/shared.md'), 'utf8')).toBe(
        HEAD + rows + row('1.2.3', 'Fix') + row('0.5.0', 'Fix'),
      );
      const check = ['check', ...names, '--base', 'master', '--base-image', NEW_IMAGE, '-o', 'names'];
      expect(await runFleetq(check, { cwd: fleet.root })).toMatchObject({ code: 0, stdout: '' });
    }
  });
});

describeWithGit('a sparse checkout', () => {
  it('is named where it leaves out what a migration needs', async () => {
    const fleet = fleetWith(row('1.2.3', 'Fix'));
    fleet.git('sparse-checkout', 'set', '--no-cone', '/*', '!/docs/');
    const reason = `${fleet.page(NAME)} is not checked out (sparse checkout): git sparse-checkout add docs/integrations/sources`;
    const ran = await runFleetq(['migrate', NAME, ...TO_NEW, '-o', 'json'], { cwd: fleet.root });
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ connectors: [{ result: 'refused', reasons: [reason] }] });
    expect((await checked(fleet))['changelog-entry']).toBe(`fail: ${reason}`);

    fleet.git('sparse-checkout', 'set', '--no-cone', '/*', '!Dockerfile');
    const file = `${fleet.connector(NAME)}/Dockerfile is not checked out (sparse checkout)`;
    const second = await runFleetq(['migrate', NAME, ...TO_NEW, '-o', 'json'], { cwd: fleet.root });
    expect(second.stdout).toContain(file);
    expect((await checked(fleet))['dockerfile-removed']).toContain(`fail: ${file}`);
  });
});

describeWithGit('check --failures', () => {
  it('shows what fails, and counts everything', async () => {
    const fleet = fixtureFleet({
      ...connectorFiles(NAME),
      ...connectorFiles(
        'source-attic',
        'data:\n  dockerImageTag: 1.2.3\n  documentationUrl: URL\n  supportLevel: archived\n',
      ),
    });
    await runFleetq(['migrate', NAME, ...TO_NEW], { cwd: fleet.root });
    const args = ['check', NAME, 'source-flow', 'source-attic', '--base-image', NEW_IMAGE];
    const ran = await runFleetq([...args, '--failures', '-o', 'json'], { cwd: fleet.root });
    expect(ran.code).toBe(1);
    const document = JSON.parse(ran.stdout) as { results: unknown; connectors: { name: string }[] };
    expect(document.results).toEqual({ pass: 1, fail: 1, 'not-applicable': 1 });
    expect(document.connectors.map(({ name }) => name)).toEqual(['source-flow']);
    const whole = await runFleetq(args, { cwd: fleet.root });
    expect(whole.stdout).toContain('the connector is archived: nothing is released of it any more');
    const piped = await runFleetq([...args, '--failures'], { cwd: fleet.root });
    expect(piped.stdout).toMatch(/^Connector.*\nsource-flow +fail/);
    expect(piped.stdout).not.toMatch(/archived|source-ahead/);
    expect(piped.stdout).toContain('3 connectors: 1 fail, 1 pass (1 undecided), 1 n/a');
    const csv = await runFleetq([...args, '--failures', '-o', 'csv'], { cwd: fleet.root });
    expect(csv.stdout.trim().split('\n')).toHaveLength(2);
  });
});
