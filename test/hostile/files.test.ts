import { existsSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NEW_IMAGE, connectorFiles } from '../migration/support/fixture-fleet.js';
import { describeWithGit, gitRepository } from '../support/git-repository.js';
import { temporaryFolder, writeFiles } from '../support/temporary-fleet.js';
import { OBSTACLES, OBSTACLE_NAMES, linkInside, runSafely } from './support.js';

const CONNECTORS = 'airbyte-integrations/connectors';
const SOURCE_X = `${CONNECTORS}/source-x`;
const METADATA = 'data:\n  supportLevel: certified\n';

function fleet(): string {
  const root = temporaryFolder();
  writeFiles(root, { ...connectorFiles('source-x'), [`${CONNECTORS}/source-other/metadata.yaml`]: METADATA });
  return root;
}

const list = (root: string, ...more: string[]) => runSafely(['list', '-o', 'names', '--root', root, ...more]);

describe.skipIf(process.platform === 'win32')('in place of a metadata file', () => {
  it.each(OBSTACLE_NAMES)('%s is named as unreadable, and the rest is listed', async (obstacle) => {
    const root = fleet();
    await OBSTACLES[obstacle](join(root, SOURCE_X, 'metadata.yaml'));
    for (const cached of ['--cache', '--no-cache']) {
      const ran = await list(root, cached);
      expect(ran).toMatchObject({ code: 3, stdout: 'source-other\n' });
      expect(ran.stderr).toContain(`${SOURCE_X}/metadata.yaml: `);
      expect(ran.stderr).not.toContain('root:');
    }
  });

  it.each(['folder', 'name'])('%s: found by `**` and by globs of names, all are named', async (kind) => {
    const root = fleet();
    const glob = kind === 'folder' ? 'airbyte-integrations/**/metadata.yaml' : `${CONNECTORS}/*/*.yaml`;
    writeFiles(root, { 'fleetq.yaml': `metadata: "${glob}"\n` });
    for (const [index, obstacle] of OBSTACLE_NAMES.entries())
      await OBSTACLES[obstacle](join(root, `${CONNECTORS}/source-${index}/metadata.yaml`));
    const ran = await list(root);
    expect(ran).toMatchObject({ code: 3, stdout: 'source-other\nsource-x\n' });
    for (const index of OBSTACLE_NAMES.keys()) expect(ran.stderr).toContain(`source-${index}/metadata.yaml: `);
  });

  it('a link to a regular file inside the root is read', async () => {
    const root = fleet();
    linkInside(root, `${SOURCE_X}/metadata.yaml`, METADATA);
    expect(await list(root)).toMatchObject({ code: 0, stderr: '', stdout: 'source-other\nsource-x\n' });
  });
});

describe.skipIf(process.platform === 'win32')('in place of a connector’s folder', () => {
  it('a link is named and not searched, inside the root or out of it', async () => {
    const root = fleet();
    const outside = temporaryFolder();
    writeFiles(outside, { 'metadata.yaml': METADATA });
    symlinkSync(outside, join(root, CONNECTORS, 'source-outside'));
    symlinkSync('source-x', join(root, CONNECTORS, 'source-inside'));
    mkdirSync(join(root, CONNECTORS, 'third-party'));
    symlinkSync('../source-x', join(root, CONNECTORS, 'third-party', 'acme'));
    const ran = await list(root);
    expect(ran).toMatchObject({ code: 3, stdout: 'source-other\nsource-x\n' });
    for (const link of ['source-outside', 'source-inside', 'third-party/acme'])
      expect(ran.stderr).toContain(`${CONNECTORS}/${link}: is a symbolic link to a folder`);
  });

  it('a link to something that is no connector is none', async () => {
    const root = fleet();
    writeFiles(root, { 'shared/code.py': '', 'README.md': '' });
    symlinkSync('../../shared', join(root, CONNECTORS, 'shared'));
    symlinkSync('../../README.md', join(root, CONNECTORS, 'README.md'));
    symlinkSync('user@host.1:2', join(root, CONNECTORS, '.#README.md'));
    expect(await list(root)).toMatchObject({ code: 0, stderr: '' });
  });

  it.runIf(process.platform === 'linux')('a name that is not UTF-8 is named', async () => {
    const root = fleet();
    const folder = Buffer.concat([Buffer.from(join(root, CONNECTORS, 'source-')), Buffer.from([0xe9])]);
    mkdirSync(folder);
    symlinkSync('../source-x/metadata.yaml', Buffer.concat([folder, Buffer.from('/metadata.yaml')]));
    const ran = await list(root);
    expect(ran).toMatchObject({ code: 3, stdout: 'source-other\nsource-x\n' });
    expect(ran.stderr).toContain('source-\ufffd: has a name that is not UTF-8');
  });

  it('a folder above all connectors that leads out of the fleet is not searched', async () => {
    const root = fleet();
    const outside = temporaryFolder();
    renameSync(join(root, 'airbyte-integrations'), join(outside, 'moved'));
    symlinkSync(join(outside, 'moved'), join(root, 'airbyte-integrations'));
    const ran = await list(root);
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toContain('leads out of the fleet');
  });

  it('a folder above all connectors that is a link inside the root is searched', async () => {
    const root = fleet();
    renameSync(join(root, 'airbyte-integrations'), join(root, 'moved'));
    symlinkSync('moved', join(root, 'airbyte-integrations'));
    expect(await list(root)).toMatchObject({ code: 0, stdout: 'source-other\nsource-x\n' });
  });
});

describeWithGit('a commit', () => {
  it('names the same as its checkout does', async () => {
    const repository = gitRepository({
      [`${SOURCE_X}/metadata.yaml`]: METADATA,
      [`${CONNECTORS}/source-folder/metadata.yaml/inner`]: '',
    });
    repository.link(`${CONNECTORS}/source-linked`, 'source-x');
    repository.link(`${CONNECTORS}/source-file/metadata.yaml`, '../source-x/metadata.yaml');
    repository.link(`${CONNECTORS}/source-out/metadata.yaml`, '/etc/passwd');
    repository.link(`${CONNECTORS}/source-loop/metadata.yaml`, 'metadata.yaml');
    repository.link(`${CONNECTORS}/source-nothing/metadata.yaml`, 'nowhere');
    repository.commit();
    const [disk, commit] = [await list(repository.root), await list(repository.root, '--rev', 'HEAD')];
    expect(commit).toEqual(disk);
    expect(commit).toMatchObject({ code: 3, stdout: 'source-file\nsource-x\n' });
    for (const name of ['linked', 'out', 'loop', 'nothing', 'folder'])
      expect(commit.stderr).toContain(`${CONNECTORS}/source-${name}`);
  });

  it('is not followed out of the fleet into the rest of its repository', async () => {
    const repository = gitRepository({ 'fleet/a/metadata.yaml': METADATA, 'secret.yaml': METADATA });
    repository.write('fleet/fleetq.yaml', 'metadata: "*/metadata.yaml"\n');
    repository.link('fleet/b/metadata.yaml', '../../secret.yaml');
    repository.commit();
    for (const revision of [[], ['--rev', 'HEAD']]) {
      const ran = await list(join(repository.root, 'fleet'), ...revision);
      expect(ran).toMatchObject({ code: 3, stdout: 'a\n' });
      expect(ran.stderr).toContain('b/metadata.yaml: leads out of the fleet');
    }
  });

  it('with a link that no system could make is refused that one alone', async () => {
    const repository = gitRepository({ [`${SOURCE_X}/metadata.yaml`]: METADATA });
    const target = Buffer.from(`${'./'.repeat(500_000)}../source-x/metadata.yaml`);
    const blob = repository.gitWith(target, 'hash-object', '-w', '--stdin');
    const record = `120000 ${blob}\t${CONNECTORS}/source-long/metadata.yaml\0`;
    repository.gitWith(Buffer.from(record), 'update-index', '-z', '--index-info');
    repository.git('commit', '--quiet', '--message', 'long');
    const ran = await list(repository.root, '--rev', 'HEAD');
    expect(ran).toMatchObject({ code: 3, stdout: 'source-x\n' });
    expect(ran.stderr).toContain('source-long/metadata.yaml: is a symbolic link to nothing');
  });

  it('with a file of many megabytes is refused that file alone', async () => {
    const repository = gitRepository({
      [`${SOURCE_X}/metadata.yaml`]: METADATA,
      [`${CONNECTORS}/source-huge/metadata.yaml`]: Buffer.alloc(40_000_000, '#'),
    });
    const ran = await list(repository.root, '--rev', 'HEAD');
    expect(ran).toMatchObject({ code: 3, stdout: 'source-x\n' });
    expect(ran.stderr).toContain('has 40000000 bytes');
  });
});

/** Files that a migration reads, and whether it does not need them. */
const BESIDE = ['Dockerfile', 'pyproject.toml', 'build.gradle', 'build_customization.py'] as const;
const PAGE = 'docs/integrations/sources/x.md';

const migrate = (root: string, ...more: string[]) =>
  runSafely(['migrate', 'source-x', '--root', root, '--base-image', NEW_IMAGE, ...more], {
    env: { XDG_STATE_HOME: join(root, '..', 'state') },
  });

describe.skipIf(process.platform === 'win32')('in place of a file that `migrate` reads', () => {
  const cases = [...BESIDE.slice(0, 3).map((name) => `${SOURCE_X}/${name}`), PAGE].flatMap((path) =>
    OBSTACLE_NAMES.map((obstacle) => [path, obstacle] as const),
  );

  it.each(cases)('%s: %s is refused, and neither shown nor touched', async (path, obstacle) => {
    const root = fleet();
    await OBSTACLES[obstacle](join(root, path));
    for (const dry of [['--dry-run'], []]) {
      const ran = await migrate(root, ...dry);
      expect(ran.code).toBe(1);
      expect(ran.stdout + ran.stderr).toContain(path);
      expect(ran.stdout).not.toContain('root:');
    }
    expect(existsSync(join(root, SOURCE_X, 'setup.py'))).toBe(true);
  });

  it('regular files: the migration is done', async () => {
    expect(await migrate(fleet(), '--dry-run')).toMatchObject({ code: 0 });
  });
});

describe.skipIf(process.platform === 'win32')('in place of a file that `check` reads', () => {
  const check = (root: string) => runSafely(['check', 'source-x', '--root', root, '-o', 'json']);

  it.each(OBSTACLE_NAMES)('%s fails the criterion with its reason', async (obstacle) => {
    const root = fleet();
    await OBSTACLES[obstacle](join(root, PAGE));
    await OBSTACLES[obstacle](join(root, SOURCE_X, 'build_customization.py'));
    const ran = await check(root);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain(`${PAGE} `);
    expect(ran.stdout).toMatch(/build_customization\.py (?:is|leads|has) /);
  });

  it('a name of a page that is too long is a page that does not exist', async () => {
    const root = temporaryFolder();
    const url = `https://docs.airbyte.com/integrations/sources/${'x'.repeat(300)}`;
    const files = connectorFiles('source-x', `data:\n  dockerImageTag: 1.2.3\n  documentationUrl: ${url}\n`);
    writeFiles(root, files);
    expect((await check(root)).stdout).toContain('there is no documentation page');
    expect((await migrate(root)).stdout).toContain('there is no documentation page');
    const long = connectorFiles(
      'source-x',
      files[`${SOURCE_X}/metadata.yaml`]?.replace(url, url + 'y'.repeat(200_000)),
    );
    writeFiles(root, long);
    expect((await check(root)).code).toBe(1);
    expect((await migrate(root)).code).toBe(1);
  });
});

describeWithGit('a path that is longer than a command line takes', () => {
  it('is one connector’s fault, and the others are planned', async () => {
    const page = 'x'.repeat(200_000);
    const repository = gitRepository({
      ...connectorFiles('source-x'),
      ...connectorFiles('source-y', `data:\n  dockerImageTag: 1.2.3\n  documentationUrl: https://a.b/${page}\n`),
      ...Object.fromEntries(
        Array.from({ length: 40 }, (_, index) => [
          `${CONNECTORS}/source-${index}${'z'.repeat(200)}/metadata.yaml`,
          METADATA,
        ]),
      ),
    });
    const line = ['migrate', '--name', 'source-*', '--dry-run', '-o', 'json', '--base-image', NEW_IMAGE];
    const ran = await runSafely(line, { cwd: repository.root });
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('leads to no page of the documentation');
    expect(ran.stdout).toMatch(/"planned"/);
  });
});
