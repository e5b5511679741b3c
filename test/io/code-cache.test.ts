import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { BINARY, EXAMPLE_FLEET, PROJECT, runFleetq } from '../support/run-fleetq.js';
import { temporaryFolder } from '../support/temporary-fleet.js';

const words = ['list', '--root', EXAMPLE_FLEET, '-o', 'names'];
const isCode = (path: string): boolean => path.endsWith('.code');

/** A copy of the installed package, for tests that change it. */
let installed: string;
const binary = (): string => join(installed, 'dist', 'fleetq.cjs');
const compiled = (): string => join(installed, 'dist', readdirSync(join(installed, 'dist')).find(isCode) ?? 'none');

beforeEach(() => {
  installed = temporaryFolder();
  copyFileSync(join(PROJECT, 'package.json'), join(installed, 'package.json'));
  cpSync(dirname(BINARY), join(installed, 'dist'), { recursive: true });
});

describe('compiled code', () => {
  it('lies beside the bundle, for the Node that built it', () => {
    expect(readdirSync(dirname(BINARY)).filter(isCode)).toEqual([
      expect.stringMatching(new RegExp(`^cli-\\w+-${process.version.replaceAll('.', '\\.')}-\\w+\\.code$`)),
    ]);
  });

  it.each([
    ['is missing', (file: string) => rmSync(file)],
    ['is of another engine', (file: string) => writeFileSync(file, 'of another engine')],
    ['is empty', (file: string) => writeFileSync(file, '')],
    ['is cut short', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 1001))],
  ])('that %s costs nothing but time, and is not made anew', async (_title, change) => {
    const expected = await runFleetq(words);
    change(compiled());
    const before = readdirSync(join(installed, 'dist'));
    expect(await runFleetq(words, { binary: binary() })).toEqual(expected);
    expect(readdirSync(join(installed, 'dist'))).toEqual(before);
  });

  it('is neither read from the cache folder nor put there', async () => {
    const cache = temporaryFolder();
    rmSync(compiled());
    const code = join(cache, 'code');
    mkdirSync(code);
    const [bundle = ''] = readdirSync(dirname(BINARY)).filter((name) => /^cli-.*\.cjs$/.test(name));
    const [original = ''] = readdirSync(dirname(BINARY)).filter(isCode);
    const planted = [original, bundle.replace('.cjs', `-${process.version}-${process.arch}.code`)];
    for (const name of planted) writeFileSync(join(code, name), 'planted');
    const env = { FLEETQ_CACHE_DIR: cache };
    expect(await runFleetq(words, { binary: binary(), env })).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(code).sort()).toEqual([...new Set(planted)].sort());
    for (const name of planted) expect(readFileSync(join(code, name), 'utf8')).toBe('planted');
  });
});

it('a cache folder that cannot be written costs nothing but time', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(await runFleetq(words, { env: { FLEETQ_CACHE_DIR: file } })).toMatchObject({ code: 0, stderr: '' });
  expect(existsSync(join(file, 'code'))).toBe(false);
});

describe('the index', () => {
  const names = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);

  it.each([
    ['is stored by an ordinary run', {}, [], 1],
    ['is not stored under CI', { CI: 'true' }, [], 0],
    ['is stored under CI where --cache says so', { CI: 'true' }, ['--cache'], 1],
    ['is stored where CI is said to be false', { CI: 'false' }, [], 1],
    ['is not stored with --no-cache', {}, ['--no-cache'], 0],
  ])('%s', async (_title, env, more, files) => {
    const cache = join(temporaryFolder(), 'cache');
    const ran = await runFleetq([...words, ...more], { env: { ...env, FLEETQ_CACHE_DIR: cache } });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(names(cache).length).toBe(files);
  });
});
