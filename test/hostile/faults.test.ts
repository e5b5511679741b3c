import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NEW_IMAGE, connectorFiles } from '../migration/support/fixture-fleet.js';
import { temporaryFleet, temporaryFolder, writeFiles } from '../support/temporary-fleet.js';
import { OBSTACLES, type Obstacle, runSafely } from './support.js';

const CONNECTORS = 'airbyte-integrations/connectors';
const METADATA = 'data:\n  supportLevel: certified\n';

interface Migration {
  readonly root: string;
  /** The folder of the lock and the journal. */
  readonly state: string;
  readonly migrate: (...args: string[]) => ReturnType<typeof runSafely>;
}

/** A fleet that is in git's own folder as far as locks go. */
function migration(): Migration {
  const root = temporaryFolder();
  writeFiles(root, connectorFiles('source-x'));
  expect(spawnSync('git', ['init', '--quiet', root]).status).toBe(0);
  spawnSync('git', ['-C', root, 'add', '--all']);
  const author = ['-c', 'user.name=T', '-c', 'user.email=t@example.com'];
  spawnSync('git', ['-C', root, ...author, 'commit', '--quiet', '--message', 'one']);
  const migrate = (...args: string[]): ReturnType<typeof runSafely> =>
    runSafely(['migrate', ...args, '--root', root, '--base-image', NEW_IMAGE]);
  return { root, state: join(root, '.git', 'fleetq'), migrate };
}

describe.skipIf(process.platform === 'win32')('a lock', () => {
  const lines = [['source-x', '--pr', '1'], ['--recover']];

  it.each(lines.map((line) => [line]))('that a full disk left empty is taken over: migrate %s', async (line) => {
    const { state, migrate } = migration();
    mkdirSync(state);
    writeFileSync(join(state, 'lock'), '');
    utimesSync(join(state, 'lock'), 1, 1);
    expect(await migrate(...line)).toMatchObject({ code: 0 });
    expect(existsSync(join(state, 'lock'))).toBe(false);
  });

  const obstacles: readonly Obstacle[] = ['a FIFO', 'a socket', 'a folder', 'a link to a device', 'a link to nothing'];
  it.each(obstacles)('that is %s is refused at once, with what to do', async (obstacle) => {
    const { root, state, migrate } = migration();
    await OBSTACLES[obstacle](join(state, 'lock'));
    for (const line of lines) {
      const ran = await migrate(...line);
      expect(ran.code).toBe(1);
      expect(ran.stderr).toContain(`${join(state, 'lock')} is not a lock that fleetq made`);
    }
    expect(readFileSync(join(root, CONNECTORS, 'source-x/metadata.yaml'), 'utf8')).toContain('1.2.3');
  });

  it('whose folder is a file is an error of the disk', async () => {
    const { state, migrate } = migration();
    writeFileSync(state, '');
    for (const line of lines) expect(await migrate(...line)).toMatchObject({ code: 4 });
  });

  it('that is newly made is waited for, and goes away with its run', async () => {
    const { state, migrate } = migration();
    expect(await migrate('source-x', '--pr', '1')).toMatchObject({ code: 0 });
    expect(existsSync(state)).toBe(false);
  });
});

describe('a cache folder', () => {
  const list = (cache: string, root: string) =>
    runSafely(['list', '-o', 'names', '--root', root], { env: { FLEETQ_CACHE_DIR: cache } });

  it.runIf(process.platform === 'linux')('that cannot be made costs time, not the answer', async () => {
    const root = temporaryFleet({ 'source-a/metadata.yaml': METADATA });
    for (const cache of ['/proc/x', '/proc/x/y', '/dev/null/x', join(root, CONNECTORS, 'source-a/metadata.yaml/x')])
      expect(await list(cache, root)).toMatchObject({ code: 0, stdout: 'source-a\n', stderr: '' });
  });

  it.skipIf(process.platform === 'win32')(
    'with a FIFO, a folder or a link in place of the index is left alone',
    async () => {
      const root = temporaryFleet({ 'source-a/metadata.yaml': METADATA });
      const cache = temporaryFolder();
      await list(cache, root);
      const [index = ''] = readdirSync(cache);
      expect(index).toMatch(/\.index$/);
      for (const obstacle of ['a FIFO', 'a folder', 'a link to a device', 'a link to itself'] as const) {
        OBSTACLES[obstacle](join(cache, index));
        expect(await list(cache, root)).toMatchObject({ code: 0, stdout: 'source-a\n', stderr: '' });
      }
    },
  );

  it.skipIf(process.getuid === undefined)('with an index that others could have written is not believed', async () => {
    const root = temporaryFleet({ 'source-a/metadata.yaml': METADATA });
    const cache = temporaryFolder();
    await list(cache, root);
    const [name = ''] = readdirSync(cache);
    const index = join(cache, name);
    expect(lstatSync(index).mode & 0o777).toBe(0o600);
    for (const damage of [
      () =>
        writeFileSync(
          index,
          readFileSync(index).map((byte, at) => (at === 60 ? byte ^ 1 : byte)),
        ),
      () => writeFileSync(index, readFileSync(index, 'utf8').replaceAll('source-a', 'source-b')),
      () => writeFileSync(index, ''),
      () => writeFileSync(index, Buffer.alloc(1000, 0xff)),
    ]) {
      damage();
      expect(await list(cache, root)).toMatchObject({ code: 0, stdout: 'source-a\n', stderr: '' });
    }
  });
});

describe.runIf(process.getuid?.() === 0)('`migrate` by the superuser', () => {
  it('leaves files their owners, and gives new ones to the owner of their folder', async () => {
    const { root, migrate } = migration();
    const folder = join(root, CONNECTORS, 'source-x');
    const dockerfile = readFileSync(join(folder, 'Dockerfile'), 'utf8');
    writeFileSync(join(folder, 'Dockerfile'), `${dockerfile}RUN apt-get install -y socat-custom\n`);
    const author = ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'safe.directory=*'];
    spawnSync('git', ['-C', root, ...author, 'commit', '--all', '--quiet', '--message', 'two']);
    for (const name of ['', 'metadata.yaml', 'pyproject.toml']) chownSync(join(folder, name), 1234, 5678);
    const ran = await migrate('source-x', '--pr', '1', '--scaffold-hooks');
    expect(ran).toMatchObject({ code: 0 });
    for (const name of ['metadata.yaml', 'pyproject.toml', 'build_customization.py'])
      expect([name, lstatSync(join(folder, name)).uid, lstatSync(join(folder, name)).gid]).toEqual([name, 1234, 5678]);
  });
});

describe('a file of CI results', () => {
  const check = (root: string, file: string) =>
    runSafely(['check', 'source-x', '--root', root, '--ci-results', file, '-o', 'count']);

  it.skipIf(process.platform === 'win32')(
    'that is a folder, endless, deep or no JSON is an error in a few lines',
    async () => {
      const root = temporaryFolder();
      writeFiles(root, { ...connectorFiles('source-x'), 'deep.json': '['.repeat(200_000), 'other.json': '{"a": {}}' });
      symlinkSync('/dev/zero', join(root, 'zero'));
      for (const file of ['.', 'zero', 'deep.json', 'other.json', 'nothing']) {
        const ran = await check(root, join(root, file));
        expect([file, ran.code === 2 || ran.code === 4, ran.stdout]).toEqual([file, true, '']);
      }
      writeFiles(root, { 'good.json': '{"source-x": "passed"}' });
      expect((await check(root, join(root, 'good.json'))).stderr).toBe('');
    },
  );
});
