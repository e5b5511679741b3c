import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { BINARY, EXAMPLE_FLEET, PROJECT, runFleetq } from '../support/run-fleetq.js';
import { temporaryFolder } from '../support/temporary-fleet.js';

// Before version 22 Node keeps no compiled code, and fleetq does it; after, the files are Node's.
const ownCache = Number(process.versions.node.split('.')[0]) < 22;
let cache: string;
/** fleetq as another version of Node meets it: without the code that the build compiled for its own. */
let binary: string;
const words = ['list', '--root', EXAMPLE_FLEET, '-o', 'names'];
const run = (...args: string[]) => runFleetq([...words, ...args], { binary, env: { FLEETQ_CACHE_DIR: cache } });
const codeFile = (): string => {
  const [file = ''] = readdirSync(join(cache, 'code')).filter((name) => name.endsWith('.code'));
  return join(cache, 'code', file);
};

const isCode = (path: string): boolean => path.endsWith('.code');

beforeEach(() => {
  cache = temporaryFolder();
  const folder = temporaryFolder();
  copyFileSync(join(PROJECT, 'package.json'), join(folder, 'package.json'));
  cpSync(dirname(BINARY), join(folder, 'dist'), { recursive: true, filter: (path) => !isCode(path) });
  binary = join(folder, 'dist', 'fleetq.cjs');
});

describe('compiled code of the build', () => {
  it('is taken by the Node that built it, which keeps none of its own then', async () => {
    expect(await runFleetq(words, { env: { FLEETQ_CACHE_DIR: cache } })).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(cache, 'code'))).toBe(false);
  });

  it('that the engine refuses is made anew in the cache, and taken from there', async () => {
    const parts = join(dirname(binary), 'parts');
    const [code = ''] = readdirSync(join(dirname(BINARY), 'parts')).filter(isCode);
    writeFileSync(join(parts, code), 'of another engine');
    const first = await run();
    const { mtimeMs } = statSync(codeFile());
    rmSync(join(parts, code));
    expect(await run()).toEqual(first);
    expect(statSync(codeFile()).mtimeMs).toBe(mtimeMs);
  });
});

describe.runIf(ownCache)('compiled code', () => {
  it('is kept for the user alone, and not written again', async () => {
    const first = await run();
    const { mode, mtimeMs } = statSync(codeFile());
    expect(mode & 0o777).toBe(0o600);
    expect(await run()).toEqual(first);
    expect(statSync(codeFile()).mtimeMs).toBe(mtimeMs);
  });

  const damages: readonly [string, (bytes: Buffer) => Buffer][] = [
    ['cut short', (bytes) => bytes.subarray(0, 1001)],
    ['cut in half', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['zeros', (bytes) => Buffer.alloc(bytes.length)],
    ['one bit turned', (bytes) => Buffer.from(bytes.map((byte, at) => (at === 50_000 ? byte ^ 4 : byte)))],
    ['something else, twice', () => Buffer.from('not code'.repeat(2000))],
  ];
  it.each(damages)('that is damaged changes nothing: %s', async (_title, damage) => {
    const whole = await run();
    const file = codeFile();
    const before = readFileSync(file);
    writeFileSync(file, damage(before));
    expect(await run()).toEqual(whole);
    // What was damaged has been made anew.
    expect(readFileSync(file).length).toBeGreaterThan(before.length / 2);
  });

  it('that others may write is left alone', async () => {
    await run();
    chmodSync(codeFile(), 0o666);
    const { mtimeMs } = statSync(codeFile());
    await run();
    expect(statSync(codeFile()).mtimeMs).not.toBe(mtimeMs);
  });

  it('is neither read nor kept with --no-cache', async () => {
    await run('--no-cache');
    expect(readdirSync(cache)).toEqual([]);
  });
});

it('a folder that cannot be written costs nothing but time', async () => {
  cache = join(cache, 'file');
  writeFileSync(cache, '');
  expect(await run()).toMatchObject({ code: 0, stderr: '' });
  cache = join(temporaryFolder(), 'kept');
  mkdirSync(join(cache, 'code'), { recursive: true });
  expect(await run()).toMatchObject({ code: 0, stderr: '' });
});
