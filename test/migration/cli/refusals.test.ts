import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWithGit } from '../../support/git-repository.js';
import { BINARY, runFleetq } from '../../support/run-fleetq.js';
import { connectorFiles, fixtureFleet, NEW_IMAGE, type FixtureFleet } from '../support/fixture-fleet.js';

const TO_NEW = ['--pr', '7', '--base-image', NEW_IMAGE, '--date', '2024-10-01'];
const METADATA = 'data:\n  dockerImageTag: 1.2.3\n  documentationUrl: URL\n';

/** Migrates one connector, expects a refusal that changes nothing, and gives its reasons. */
async function refusedReason(fleet: FixtureFleet, name: string, ...options: string[]): Promise<string> {
  const before = fleet.git('status', '--porcelain', '--ignored');
  const ran = await runFleetq(['migrate', name, ...TO_NEW, '-o', 'json', ...options], { cwd: fleet.root });
  expect(ran.code).toBe(1);
  expect(fleet.git('status', '--porcelain', '--ignored')).toBe(before);
  const { connectors } = JSON.parse(ran.stdout) as { connectors: { result: string; reasons: string[] }[] };
  expect(connectors.every(({ result }) => result === 'refused')).toBe(true);
  return [...connectors.flatMap(({ reasons }) => reasons), ran.stderr].join('\n');
}

describeWithGit('migrate refuses', () => {
  it.each<[string, string, RegExp, (fleet: FixtureFleet, folder: string) => void]>([
    [
      'Java',
      METADATA,
      /is a Java connector/,
      (fleet, folder) => {
        fleet.remove(`${folder}/setup.py`);
        fleet.remove(`${folder}/pyproject.toml`);
        fleet.write(`${folder}/src/main/java/X.java`, '');
      },
    ],
    ['a manifest alone', METADATA, /is manifest-only/, (fleet, folder) => fleet.write(`${folder}/manifest.yaml`, '')],
    [
      'no language',
      METADATA,
      /shows no language/,
      (fleet, folder) => {
        fleet.remove(`${folder}/setup.py`);
        fleet.remove(`${folder}/pyproject.toml`);
      },
    ],
    [
      'no page',
      METADATA,
      /there is no documentation page docs\/integrations\/sources\/odd\.md/,
      (fleet) => fleet.remove('docs/integrations/sources/odd.md'),
    ],
    [
      'no changelog',
      METADATA,
      /odd\.md has no changelog table/,
      (fleet) => fleet.write('docs/integrations/sources/odd.md', '# Odd\n\n## Changelog\n\nNone.\n'),
    ],
    [
      'a page that is no text',
      METADATA,
      /odd\.md is not UTF-8/,
      (fleet) => fleet.write('docs/integrations/sources/odd.md', Buffer.from([0xff, 0xfe, 0x41])),
    ],
    ['no URL', 'data:\n  dockerImageTag: 1.2.3\n', /`documentationUrl` is missing/, () => undefined],
    [
      'a URL that leads out',
      'data:\n  dockerImageTag: 1.2.3\n  documentationUrl: https://x.example/..%2f..%2fetc/passwd\n',
      /leads to no page/,
      () => undefined,
    ],
    [
      'a version that is none',
      'data:\n  dockerImageTag: "0.1"\n  documentationUrl: URL\n',
      /`0\.1` is not a SemVer version/,
      () => undefined,
    ],
    [
      'a version that is a number',
      'data:\n  dockerImageTag: 0.1\n  documentationUrl: URL\n',
      /`dockerImageTag` is the number 0\.1, not a text: write it in quotes/,
      () => undefined,
    ],
    [
      'a version that loses its last figure as a number',
      'data:\n  dockerImageTag: 1.10\n  documentationUrl: URL\n',
      /`dockerImageTag` is the number 1\.1, not a text: write it in quotes/,
      () => undefined,
    ],
    ['no version', 'data:\n  documentationUrl: URL\n', /`dockerImageTag` is missing$/m, () => undefined],
    [
      'two versions',
      'data:\n  dockerImageTag: 0.0.1\n  documentationUrl: URL\n  dockerImageTag: 1.2.3\n',
      /`dockerImageTag` is there more than once \(lines 2, 4\)/,
      () => undefined,
    ],
    [
      'a release candidate',
      'data:\n  dockerImageTag: 2.0.0-rc.1\n  documentationUrl: URL\n',
      /is a pre-release/,
      () => undefined,
    ],
    [
      'a custom Dockerfile',
      METADATA,
      /Dockerfile line 2: RUN apt-get install -y git \(system packages: git\)\n.*line 3: ENV A=1 \(environment: A\)/,
      (fleet, folder) => fleet.write(`${folder}/Dockerfile`, 'FROM python:3.9\nRUN apt-get install -y git\nENV A=1\n'),
    ],
    [
      'broken TOML',
      METADATA,
      /pyproject\.toml is not valid TOML/,
      (fleet, folder) => fleet.write(`${folder}/pyproject.toml`, '[tool.poetry'),
    ],
  ])('%s', async (_, metadata, reason, change) => {
    const fleet = fixtureFleet(connectorFiles('source-odd', metadata));
    change(fleet, fleet.connector('source-odd'));
    fleet.commit();
    expect(await refusedReason(fleet, 'source-odd')).toMatch(reason);
  });

  it('names that do not exist: an argument is an error, a filter refuses and still migrates the others', async () => {
    const fleet = fixtureFleet();
    const wrong = await runFleetq(['migrate', 'source-sortde', 'source-flow', ...TO_NEW], { cwd: fleet.root });
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toMatch(/no connector is called `source-sortde`\n.*did you mean `source-sorted`/);
    expect(fleet.git('status', '--porcelain')).toBe('');
    const ran = await runFleetq(['migrate', '--name=source-sortde,source-flow', ...TO_NEW], { cwd: fleet.root });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/source-sortde refused: there is no such connector\n.*did you mean `source-sorted`/);
    expect(
      fleet
        .git('diff', '--name-only')
        .split('\n')
        .every((path) => path.includes('flow')),
    ).toBe(true);
  });

  it('metadata that cannot be read', async () => {
    const fleet = fixtureFleet(connectorFiles('source-odd', 'data: [1\n'));
    expect(await refusedReason(fleet, 'source-odd')).toMatch(/source-odd refused: .*metadata\.yaml: line/);
  });

  it('dirty, untracked and read-only files, each by name', async () => {
    const fleet = fixtureFleet(connectorFiles('source-odd', METADATA));
    const folder = fleet.connector('source-odd');
    chmodSync(join(fleet.root, folder, 'metadata.yaml'), 0o444);
    expect(await refusedReason(fleet, 'source-odd')).toMatch(/source-odd\/metadata\.yaml is read-only/);
    fleet.write(
      'docs/integrations/sources/odd.md',
      '## Changelog\n\n| Version | Date | Pull Request | Subject |\n|---|---|---|---|\n',
    );
    fleet.git('rm', '--quiet', '--cached', `${folder}/Dockerfile`);
    const reasons = await refusedReason(fleet, 'source-odd');
    expect(reasons).toMatch(/odd\.md is modified: commit or restore it first/);
    expect(reasons).toMatch(/Dockerfile is untracked/);
  });

  it('a page that is a link', async () => {
    const fleet = fixtureFleet({
      ...connectorFiles('source-odd', METADATA),
      'elsewhere.md': '## Changelog\n\n| Version | Date | PR | Subject |\n|---|---|---|---|\n',
    });
    fleet.remove('docs/integrations/sources/odd.md');
    fleet.link('docs/integrations/sources/odd.md', '../../../elsewhere.md');
    fleet.commit();
    expect(await refusedReason(fleet, 'source-odd')).toMatch(/odd\.md is a symbolic link/);
  });

  it('a custom Dockerfile, unless told what to do with it', async () => {
    const fleet = fixtureFleet(connectorFiles('source-odd', METADATA));
    const folder = fleet.connector('source-odd');
    fleet.write(`${folder}/Dockerfile`, 'FROM python:3.9\nRUN apt-get install -y git\n');
    fleet.write(`${folder}/build_customization.py`, '');
    fleet.commit();
    expect(await refusedReason(fleet, 'source-odd', '--scaffold-hooks')).toMatch(
      /build_customization\.py exists already/,
    );
    fleet.remove(`${folder}/build_customization.py`);
    fleet.commit();
    expect((await runFleetq(['migrate', 'source-odd', ...TO_NEW, '--scaffold-hooks'], { cwd: fleet.root })).code).toBe(
      0,
    );
    expect(fleet.git('ls-files', '--others')).toBe(`${folder}/build_customization.py`);
    fleet.git('reset', '--quiet', '--hard');
    fleet.remove(`${folder}/build_customization.py`);
    const forced = await runFleetq(['migrate', 'source-odd', ...TO_NEW, '--force'], { cwd: fleet.root });
    expect(forced).toMatchObject({ code: 0, stdout: expect.stringContaining('lost: Dockerfile line 2') as string });
  });

  it('command lines that make no sense', async () => {
    const fleet = fixtureFleet();
    const complaint = async (...args: string[]): Promise<string> => {
      const ran = await runFleetq(['migrate', ...args], { cwd: fleet.root });
      expect(ran.code).toBe(2);
      return ran.stderr;
    };
    expect(await complaint()).toMatch(/needs the connectors to migrate/);
    expect(await complaint('source-flow', '--base-image', 'a/b:1.0.0')).toMatch(/has a tag but no digest/);
    expect(await complaint('source-flow', '1', '--pr', '2')).toMatch(/one pull request, not 2/);
    expect(await complaint('source-flow', '--date', '2023-02-30')).toMatch(/--date needs a date/);
    expect(await complaint('source-flow', '--force', '--scaffold-hooks')).toMatch(/leave one of them out/);
  });
});

describeWithGit('a disk that fills up half-way', () => {
  it('leaves every file as it was, and ends in exit code 4', () => {
    const fleet = fixtureFleet(
      connectorFiles(
        'source-odd',
        METADATA,
        `## Changelog\n\n| Version | Date | Pull Request | Subject |\n|---|---|---|---|\n${'| 1.2.3 | a | b | c |\n'.repeat(20_000)}`,
      ),
    );
    // The limit lets everything through but the page, which is written last.
    const limited = spawnSync(
      'bash',
      [
        '-c',
        'ulimit -f 200; exec "$@"',
        'bash',
        process.execPath,
        BINARY,
        'migrate',
        'source-odd',
        'source-flow',
        ...TO_NEW,
      ],
      { cwd: fleet.root, encoding: 'utf8' },
    );
    expect(limited).toMatchObject({ status: 4, stdout: '' });
    expect(limited.stderr).toMatch(
      /nothing was changed, because the new contents could not be written: EFBIG.*\n.*ulimit/,
    );
    expect(fleet.git('status', '--porcelain', '--ignored', '--untracked-files=all')).toBe('');
  });
});
