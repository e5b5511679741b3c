import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BINARY, EXAMPLE_FLEET, PROJECT, plainEnvironment } from '../support/run-fleetq.js';
import { temporaryFolder } from '../support/temporary-fleet.js';
import { otherNode } from './nodes.js';
import { installGlobally, npm, pack } from './package.js';

interface Manifest {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as Manifest;

const WORDS = ['list', 'migrated-certified', '--root', EXAMPLE_FLEET, '--no-cache'];
const LIBRARY = `
  import { compileQuery } from 'fleetq';
  console.log(compileQuery('data.a + 1 == 2').test({ data: { a: 1 } }));`;

/** Runs a program in an environment in which `node` is the given one. */
function run(node: string, program: string, args: readonly string[], cwd: string): string {
  const env = { ...plainEnvironment(), PATH: `${join(node, '..')}:${process.env.PATH ?? ''}` };
  return execFileSync(program, [...args], { cwd, env, encoding: 'utf8', stdio: 'pipe' });
}

describe('the package', () => {
  it('has what is needed to run, and nothing else', async () => {
    const { files } = await pack();
    const expected =
      /^(dist\/(fleetq\.cjs|cli-\w+\.cjs|cli-\w+-v[\d.]+-\w+\.code|index\.js|types\/.*\.d\.ts|fleetq\.1|LICENSES\.txt)|queries\/[\w-]+\.yaml|schema\/[\w-]+\.schema\.json|src\/cli\/completion\/scripts\/fleetq\.\w+|docs\/.*\.(md|svg)|(README|CHANGELOG)\.md|LICENSE|package\.json)$/;
    expect(files.filter((path) => !expected.test(path))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['dist/fleetq.cjs', 'dist/index.js', 'dist/fleetq.1']));
    expect(files.filter((path) => path.startsWith('schema/')).length).toBe(readdirSync(join(PROJECT, 'schema')).length);
  });

  it('needs no other package and runs no script when it is installed', () => {
    expect(manifest.dependencies).toBeUndefined();
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
    expect(Object.keys(manifest.scripts).filter((name) => atInstall.includes(name))).toEqual([]);
  });

  it('names the licence of each package inside its bundles', () => {
    const text = readFileSync(join(PROJECT, 'dist', 'LICENSES.txt'), 'utf8');
    for (const name of ['yargs', 'yaml', 'zod', 'fast-glob', 'jsep', 'cli-table3', 'chalk', 'semver', 'diff']) {
      expect(text).toMatch(new RegExp(`^${name} \\d.*\\(\\S+\\)\\n\\n.*\\S`, 'm'));
    }
  });
});

describe('installed globally from the tarball in an empty folder', () => {
  it('fleetq works, alone in its folder', async () => {
    const prefix = await installGlobally((await pack()).tarball);
    const program = join(prefix, 'bin', 'fleetq');
    const empty = temporaryFolder();
    expect(readdirSync(join(prefix, 'lib', 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'fleetq',
    ]);
    expect(run(process.execPath, program, ['--version'], empty)).toBe(`fleetq ${manifest.version}\n`);
    expect(run(process.execPath, program, WORDS, empty)).toBe(run(process.execPath, BINARY, WORDS, empty));
    expect(run(process.execPath, program, ['completion', 'bash'], empty)).toContain('complete -F _fleetq fleetq');
    expect(readFileSync(join(prefix, 'share', 'man', 'man1', 'fleetq.1'), 'utf8')).toContain('.TH "FLEETQ" "1"');
    expect(readdirSync(empty)).toEqual([]);
  });

  it.for([22, 24])(
    'fleetq and the library work with Node %i, for which nothing was compiled',
    async (major, context) => {
      const node = (await otherNode(major)) ?? context.skip(`there is no Node ${major}`);
      const { tarball } = await pack();
      const program = join(await installGlobally(tarball), 'bin', 'fleetq');
      expect(run(node, 'node', ['--version'], PROJECT)).toMatch(new RegExp(`^v${major}\\.`));
      const built = dirname(realpathSync(program));
      const before = readdirSync(built);
      expect(run(node, program, WORDS, PROJECT)).toBe(run(process.execPath, BINARY, WORDS, PROJECT));
      expect(readdirSync(built)).toEqual(before);
      expect(run(node, 'node', ['--input-type=module', '--eval', LIBRARY], await projectWith(tarball))).toBe(
        'matched\n',
      );
    },
  );
});

/** A project that has the package as its only dependency. */
async function projectWith(tarball: string): Promise<string> {
  const project = temporaryFolder();
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }');
  await npm(['install', '--offline', tarball], project);
  return project;
}

describe('as a library', () => {
  it('runs without any other package', async () => {
    const project = await projectWith((await pack()).tarball);
    expect(run(process.execPath, 'node', ['--input-type=module', '--eval', LIBRARY], project)).toBe('matched\n');
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['fleetq']);
  });

  it('has types that need no other package', async () => {
    const project = await projectWith((await pack()).tarball);
    writeFileSync(
      join(project, 'use.ts'),
      `import { compileQuery } from 'fleetq';\nexport const query = compileQuery('1');\n`,
    );
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--skipLibCheck', 'false'];
    const tsc = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');
    const { stdout, status } = spawnSync(process.execPath, [tsc, ...options, 'use.ts'], {
      cwd: project,
      encoding: 'utf8',
    });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });
});
