import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readMetadata } from '../../../src/metadata/read.js';
import { differences } from '../../../src/migration/edits/metadata.js';
import { describeWithGit } from '../../support/git-repository.js';
import { itemErrors, schemaErrors } from '../../support/readers/schemas.js';
import { runFleetq } from '../../support/run-fleetq.js';
import { ELIGIBLE, NEW_IMAGE, connectorFiles, fixtureFleet } from '../support/fixture-fleet.js';

const TO_NEW = ['--base-image', NEW_IMAGE, '--date', '2024-10-01'];

describeWithGit('migrating a fleet of every shape', () => {
  it('passes the check afterwards, changes only what it must, and does nothing the second time', async () => {
    const fleet = fixtureFleet();
    const before = new Map(
      ELIGIBLE.map((name) => [name, readFileSync(join(fleet.root, fleet.connector(name), 'metadata.yaml'))]),
    );
    const migrated = await runFleetq(['migrate', ...ELIGIBLE, '--pr', '7', ...TO_NEW, '-o', 'json'], {
      cwd: fleet.root,
    });
    expect(migrated).toMatchObject({ code: 0, stderr: '' });

    for (const name of ELIGIBLE) {
      const after = readFileSync(join(fleet.root, fleet.connector(name), 'metadata.yaml'));
      const [old, now] = [await readMetadata(before.get(name) ?? Buffer.alloc(0)), await readMetadata(after)];
      if (!old.ok || !now.ok) throw new Error(`${name} is unreadable`);
      const changed = differences(old.document, now.document).map((path) =>
        path.replace(/^data\.connectorBuildOptions$/, 'data.connectorBuildOptions.baseImage'),
      );
      expect(changed.sort(), name).toEqual(['data.connectorBuildOptions.baseImage', 'data.dockerImageTag']);
    }
    const stat = fleet
      .git('diff', '--numstat')
      .split('\n')
      .map((line) => line.split('\t'));
    const lines = (ending: string): Set<string> =>
      new Set(
        stat
          .filter(([, , path]) => path?.endsWith(ending))
          .map(([added, removed]) => `+${added ?? ''} -${removed ?? ''}`),
      );
    expect(lines('.md')).toEqual(new Set(['+1 -0']));
    expect(lines('pyproject.toml')).toEqual(new Set(['+1 -1']));
    expect(lines('build.gradle')).toEqual(new Set(['+0 -1']));
    expect(lines('Dockerfile')).toEqual(new Set(['+0 -8']));
    // Flow style on one line and a value in the place of another change as few lines as there are.
    expect(lines('metadata.yaml')).toEqual(new Set(['+3 -1', '+1 -1', '+2 -2', '+3 -2', '+4 -2', '+2 -1']));
    expect(stat).toHaveLength(ELIGIBLE.length * 5);

    const checked = await runFleetq(['check', '--modified', '--base-image', NEW_IMAGE, '-o', 'json'], {
      cwd: fleet.root,
    });
    expect(checked.code).toBe(0);
    const document = JSON.parse(checked.stdout) as {
      connectors: { name: string; result: string; criteria: Record<string, { verdict: string }> }[];
    };
    expect(document.connectors.map(({ name, result }) => `${name} ${result}`)).toEqual(
      ELIGIBLE.map((name) => `${name} pass`).sort(),
    );
    for (const { criteria } of document.connectors) {
      expect(Object.values(criteria).map(({ verdict }) => verdict)).toEqual([
        'pass',
        'pass',
        'pass',
        'pass',
        'unknown',
        'not-applicable',
      ]);
    }

    const difference = fleet.git('diff');
    const again = await runFleetq(['migrate', ...ELIGIBLE, '--pr', '7', ...TO_NEW, '-o', 'json'], { cwd: fleet.root });
    expect(again.code).toBe(0);
    expect(
      (JSON.parse(again.stdout) as { connectors: { result: string }[] }).connectors.map(({ result }) => result),
    ).toEqual(ELIGIBLE.map(() => 'skipped'));
    expect(fleet.git('diff')).toBe(difference);
    expect(
      fleet
        .git('status', '--porcelain', '--untracked-files=all')
        .split('\n')
        .filter((line) => !/^ [MD] /.test(line)),
    ).toEqual([]);
  });

  it('prints a patch that git applies to the same result', async () => {
    const fleet = fixtureFleet(connectorFiles('source-empty-dockerfile'));
    fleet.write(`${fleet.connector('source-empty-dockerfile')}/Dockerfile`, '');
    fleet.write(`${fleet.connector('source-flow')}/Dockerfile`, 'FROM python:3.9\nENV A=1');
    fleet.commit();
    const names = [...ELIGIBLE, 'source-empty-dockerfile'];
    const dry = await runFleetq(['migrate', ...names, '--scaffold-hooks', '--dry-run', ...TO_NEW], { cwd: fleet.root });
    expect(dry.code).toBe(0);
    expect(fleet.git('status', '--porcelain')).toBe('');
    execFileSync('git', ['apply', '--check', '-'], { cwd: fleet.root, input: dry.stdout });
    execFileSync('git', ['apply', '-'], { cwd: fleet.root, input: dry.stdout });
    fleet.git('add', '--all');
    const applied = fleet.git('write-tree');
    fleet.git('reset', '--quiet', '--hard');

    expect((await runFleetq(['migrate', ...names, '--scaffold-hooks', ...TO_NEW], { cwd: fleet.root })).code).toBe(0);
    fleet.git('add', '--all');
    expect(fleet.git('write-tree')).toBe(applied);
  });

  it("takes the guide's form, in both spellings", async () => {
    for (const word of ['migrate_to_base_image', 'migrate-to-base-image']) {
      const fleet = fixtureFleet();
      const ran = await runFleetq(['connectors', '--name=source-sorted', word, '12345', ...TO_NEW], {
        cwd: fleet.root,
      });
      expect(ran.code).toBe(0);
      expect(readFileSync(join(fleet.root, fleet.page('source-sorted')), 'utf8')).toContain(
        '| 1.2.4 | 2024-10-01 | [12345](https://github.com/airbytehq/airbyte/pull/12345) |',
      );
    }
  });

  it('fills in the number later, and takes the latest image from the fleet', async () => {
    const fleet = fixtureFleet({
      ...connectorFiles(
        'source-leader',
        `data:\n  connectorBuildOptions:\n    baseImage: ${NEW_IMAGE}\n  dockerImageTag: 0.1.0\n  documentationUrl: URL\n`,
      ),
    });
    const page = join(fleet.root, fleet.page('source-sorted'));
    expect((await runFleetq(['migrate', 'source-sorted', '--date', '2024-10-01'], { cwd: fleet.root })).code).toBe(0);
    const unnumbered = readFileSync(page, 'utf8');
    expect(unnumbered).toContain('[PR_NUMBER](https://github.com/airbytehq/airbyte/pull/PR_NUMBER)');
    expect(readFileSync(join(fleet.root, fleet.connector('source-sorted'), 'metadata.yaml'), 'utf8')).toContain(
      NEW_IMAGE,
    );
    expect((await runFleetq(['migrate', 'source-sorted', '--pr', '99'], { cwd: fleet.root })).code).toBe(0);
    expect(readFileSync(page, 'utf8')).toBe(unnumbered.replaceAll('PR_NUMBER', '99'));
    expect((await runFleetq(['migrate', 'source-sorted', '--pr', '100'], { cwd: fleet.root })).stdout).toMatch(
      /source-sorted +skipped/,
    );
  });

  it('gives JSON that meets its schema, for every result', async () => {
    const fleet = fixtureFleet(connectorFiles('source-odd', 'data: {documentationUrl: URL}\n'));
    await runFleetq(['migrate', 'source-flow', ...TO_NEW], { cwd: fleet.root });
    const args = ['migrate', 'source-flow', 'source-older', 'source-odd', ...TO_NEW];
    for (const more of [['--dry-run'], []]) {
      const document = JSON.parse((await runFleetq([...args, ...more, '-o', 'json'], { cwd: fleet.root })).stdout) as {
        connectors: { result: string }[];
      };
      expect(schemaErrors('migrate', document)).toEqual([]);
      expect(document.connectors.flatMap((item) => itemErrors('migrate', item))).toEqual([]);
      expect(document.connectors.map(({ result }) => result)).toEqual([
        'skipped',
        'refused',
        more.length > 0 ? 'planned' : 'migrated',
      ]);
    }
  });

  it('raises the version once a branch, even for a second image', async () => {
    const fleet = fixtureFleet();
    fleet.git('switch', '--quiet', '--create', 'branch');
    const older = NEW_IMAGE.replace('2.0.0', '1.9.0').replaceAll('b'.repeat(64), 'c'.repeat(64));
    await runFleetq(['migrate', 'source-sorted', '--pr', '1', '--base-image', older], { cwd: fleet.root });
    fleet.commit();
    await runFleetq(['migrate', 'source-sorted', '--pr', '1', ...TO_NEW], { cwd: fleet.root });
    const metadata = readFileSync(join(fleet.root, fleet.connector('source-sorted'), 'metadata.yaml'), 'utf8');
    expect(metadata).toContain('dockerImageTag: 1.2.4\n');
    expect(metadata).toContain(NEW_IMAGE);
    expect(fleet.git('diff', '--name-only')).toBe(`${fleet.connector('source-sorted')}/metadata.yaml`);
  });
});
