import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeWithGit, gitRepository } from '../support/git-repository.js';
import { temporaryFolder, writeFiles } from '../support/temporary-fleet.js';
import { OBSTACLES, OBSTACLE_NAMES, runSafely } from './support.js';

const METADATA = 'data:\n  supportLevel: certified\n';

/** A fleet whose one component has a name that makes globs slow, beside a folder that is not the fleet's. */
function fleet(config: string): string {
  const root = join(temporaryFolder(), 'root');
  writeFiles(root, {
    'c/a/metadata.yaml': METADATA,
    [`c/${'a'.repeat(250)}/metadata.yaml`]: METADATA,
    '../secret.yaml': METADATA,
    'fleetq.yaml': config,
  });
  return root;
}

const list = (root: string, ...more: string[]) => runSafely(['list', '-o', 'names', '--root', root, ...more]);

const REFUSED: readonly (readonly [string, string])[] = [
  ['a folder above', '../*.yaml'],
  ['a folder above, further on', 'c/../../*.yaml'],
  ['a folder above, in braces', '{..,c}/*.yaml'],
  ['an absolute path', '/etc/*.yaml'],
  ['thirty stars in a name', `c/${'*a'.repeat(30)}/metadata.yaml`],
  ['many `**`', `c/${'**/a/'.repeat(12)}metadata.yaml`],
  ['braces that double and double', `c/${'{a,b}'.repeat(24)}/metadata.yaml`],
  ['a range without end', 'c/{1..100000000}/metadata.yaml'],
  ['nested braces', `c/${'{a,'.repeat(40)}b${'}'.repeat(40)}/metadata.yaml`],
  ['braces that are never closed', `c/${'{a,b'.repeat(40)}/metadata.yaml`],
  ['a repeated group', 'c/+(a|aa)b/metadata.yaml'],
  ['many optional groups', `c/${'?(a)'.repeat(30)}b/metadata.yaml`],
  ['a glob without end', `c/${'a?'.repeat(50_000)}/metadata.yaml`],
  ['a NUL', 'c/\\0/metadata.yaml'],
];

describe('a glob of `fleetq.yaml`', () => {
  it.each(REFUSED)('%s is refused', async (_title, glob) => {
    for (const key of ['metadata', 'ignore']) {
      const ran = await list(fleet(`${key}: "${glob}"\n`));
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr).toContain(`fleetq.yaml: \`${key}\``);
    }
  });

  it.each([
    ['a star', 'c/*/metadata.yaml'],
    ['two stars and one at the end', 'c/*a*a*/metadata.yaml'],
    ['`**` twice', '**/c/**/metadata.yaml'],
    ['braces and a range', '{c,d}/{a,{b,c},x{1..20}}*/metadata.yaml'],
    ['two dots in a name', 'c/*/metadata..yaml'],
    ['`./`', './c/*/metadata.yaml'],
  ])('%s is searched with', async (_title, glob) => {
    const root = fleet(`metadata: "${glob}"\n`);
    writeFiles(root, { 'c/a/metadata..yaml': METADATA });
    const ran = await list(root);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('a\n');
  });

  it('more of them than a fleet can have are refused', async () => {
    const ran = await list(fleet(`metadata:\n${'  - c/*/metadata.yaml\n'.repeat(5_000)}`));
    expect(ran).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('other keys of `fleetq.yaml`', () => {
  it.each([
    ['queries', '../queries'],
    ['queries', '/etc'],
    ['name', `c/${'*a'.repeat(30)}{name}/metadata.yaml`],
    ['name', `c/*a*{name}*b/metadata.yaml`],
  ])('%s: %s is refused', async (key, value) => {
    const ran = await list(fleet(`metadata: c/*/metadata.yaml\n${key}: "${value}"\n`));
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(`fleetq.yaml: \`${key}\``);
  });

  it('a folder of queries and a pattern of names inside the root are used', async () => {
    const root = fleet('metadata: c/*/metadata.yaml\nname: "c/{name}/*.yaml"\nqueries: queries\n');
    writeFiles(root, { 'queries/mine.yaml': 'name: mine\ntitle: Mine\nanswers: Which?\nfilters: { name: a }\n' });
    expect(await list(root, 'mine')).toMatchObject({ code: 0, stdout: 'a\n', stderr: '' });
  });

  it('a bomb of aliases is refused', async () => {
    const lines = Array.from(
      { length: 30 },
      (_, index) => `  k${index}: &k${index} [${`*k${index - 1}, `.repeat(9)}x]`,
    );
    const ran = await list(fleet(`columns: &c\n${lines.join('\n').replaceAll('*k-1, ', '')}\n`));
    expect(ran).toMatchObject({ code: 2, stdout: '' });
  });
});

describe.skipIf(process.platform === 'win32')('in place of `fleetq.yaml`', () => {
  it.each(OBSTACLE_NAMES)('%s is an error of the configuration', async (obstacle) => {
    const root = fleet('');
    await OBSTACLES[obstacle](join(root, 'fleetq.yaml'));
    const ran = await list(root);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(/fleetq\.yaml (?:is|leads|has) /);
    // Found from below as well, so that what is wrong is told and no other fleet is taken for this one.
    const below = await runSafely(['list', '-o', 'names'], { cwd: join(root, 'c', 'a') });
    expect(below.stderr).toMatch(/fleetq\.yaml (?:is|leads|has) /);
  });

  it('a link to a file inside the root is read', async () => {
    const root = fleet('');
    writeFileSync(join(root, 'layout.yaml'), 'metadata: c/a/metadata.yaml\n');
    OBSTACLES['a link to nothing'](join(root, 'fleetq.yaml'));
    writeFileSync(join(root, 'nowhere'), 'metadata: c/a/metadata.yaml\n');
    expect(await list(root)).toMatchObject({ code: 0, stdout: 'a\n' });
  });
});

describe.skipIf(process.platform === 'win32')('the fleet’s own queries', () => {
  it.each(OBSTACLE_NAMES)('%s in place of one is named, and the others are there', async (obstacle) => {
    const root = fleet('metadata: c/*/metadata.yaml\nqueries: queries\n');
    writeFiles(root, { 'queries/mine.yaml': 'name: mine\ntitle: Mine\nanswers: Which?\nfilters: { name: a }\n' });
    await OBSTACLES[obstacle](join(root, 'queries', 'other.yaml'));
    expect(await list(root, 'mine')).toMatchObject({ code: 0, stdout: 'a\n' });
    const other = await list(root, 'other');
    expect(other.code).toBe(2);
    expect(other.stderr).toMatch(/queries\/other\.yaml\) is not valid: (?:is|leads|has) /);
  });

  it('a folder that leads out of the root holds none', async () => {
    const root = fleet('metadata: c/*/metadata.yaml\nqueries: queries\n');
    const outside = temporaryFolder();
    writeFiles(outside, { 'theirs.yaml': 'name: theirs\ntitle: Theirs\nanswers: Which?\nfilters: { name: a }\n' });
    symlinkSync(outside, join(root, 'queries'));
    const ran = await list(root, 'theirs');
    expect(ran).toMatchObject({ code: 2, stdout: '' });
  });

  it('a pattern of names in one is bounded like any other', async () => {
    const root = fleet('metadata: c/*/metadata.yaml\nqueries: queries\n');
    writeFiles(root, {
      'queries/mine.yaml': `name: mine\ntitle: Mine\nanswers: Which?\nfilters: { name: "${'*a'.repeat(12)}" }\n`,
    });
    expect(await list(root, 'mine')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('a pattern of names', () => {
  it.each(['*a'.repeat(12), '{a,b}'.repeat(24), '+(a|aa)', '{1..100000000}', `${'?(a)'.repeat(30)}b`])(
    '%s is refused',
    async (pattern) => {
      const ran = await list(fleet('metadata: c/*/metadata.yaml\n'), '--name', pattern);
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr).toContain('the pattern');
    },
  );

  it.each(['*a*', '*a*a*', '{a,b}', 'a*{1..5}', '[ab]', '@(a|b)'])('%s is answered', async (pattern) => {
    expect((await list(fleet('metadata: c/*/metadata.yaml\n'), '--name', pattern)).code).toBe(0);
  });
});

describeWithGit('the configuration of a commit', () => {
  it('is held to the same', async () => {
    const repository = gitRepository({ 'a/metadata.yaml': METADATA });
    const revision = (): Promise<{ code: number | null }> => list(repository.root, '--rev', 'HEAD');
    repository.write('fleetq.yaml', 'metadata: "../*.yaml"\n');
    repository.commit();
    expect(await revision()).toMatchObject({ code: 2 });
    repository.remove('fleetq.yaml');
    repository.link('fleetq.yaml', '/etc/passwd');
    repository.commit();
    expect(await revision()).toMatchObject({ code: 2 });
    repository.remove('fleetq.yaml');
    mkdirSync(join(repository.root, 'fleetq.yaml'));
    repository.write('fleetq.yaml/x', '');
    repository.commit();
    expect(await revision()).toMatchObject({ code: 2 });
    repository.remove('fleetq.yaml');
    repository.write('fleetq.yaml', 'metadata: "*/metadata.yaml"\n');
    repository.commit();
    expect(await revision()).toMatchObject({ code: 0, stdout: 'a\n' });
  });
});
