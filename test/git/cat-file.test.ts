import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, expect, test, vi } from 'vitest';
import { ObjectReader } from '../../src/git/cat-file.js';
import { type GitRepository, describeWithGit, gitRepository } from '../support/git-repository.js';
import { PROJECT } from '../support/run-fleetq.js';
import { temporaryFolder } from '../support/temporary-fleet.js';

afterEach(() => vi.unstubAllEnvs());

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const blob = (repository: GitRepository, path: string): string => repository.git('rev-parse', `HEAD:${path}`);

describeWithGit('the object reader', () => {
  test('answers many requests that were sent at once, each with its own object', async () => {
    const contents = Array.from(
      { length: 300 },
      (_, index) => `${'\n'.repeat(index % 7)}number ${index}${'x'.repeat(index * 40)}`,
    );
    const repository = gitRepository(Object.fromEntries(contents.map((content, index) => [`${index}.txt`, content])));
    const ids = repository
      .git('ls-tree', '-r', 'HEAD')
      .split('\n')
      .map((line) => line.split(/\s/));
    const objects = new ObjectReader(repository.root);
    const read = await Promise.all(
      ids.map(async ([, , id = '', path = '']) => [path, text((await objects.read(id)).bytes)] as const),
    );
    await objects.close();
    expect(read).toHaveLength(300);
    for (const [path, content] of read) expect(content).toBe(contents[Number.parseInt(path)]);
  });

  test('reads bytes that are no text, nothing at all, and more than a pipe holds', async () => {
    const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const large = Buffer.alloc(3_000_000, every);
    const repository = gitRepository({ every, empty: '', large });
    const objects = new ObjectReader(repository.root);
    const [first, second, third] = await Promise.all(
      ['every', 'empty', 'large'].map((path) => objects.read(blob(repository, path))),
    );
    await objects.close();
    expect(Buffer.from(first?.bytes ?? [])).toEqual(every);
    expect(second).toMatchObject({ type: 'blob', bytes: Buffer.alloc(0) });
    expect(large.equals(third?.bytes ?? Buffer.alloc(0))).toBe(true);
  });

  test('a missing object is an error of its own, and the next one is read', async () => {
    const repository = gitRepository({ a: 'here' });
    const objects = new ObjectReader(repository.root);
    const [absent, present] = await Promise.allSettled([
      objects.read('0'.repeat(40)),
      objects.read(blob(repository, 'a')),
    ]);
    await objects.close();
    expect(absent).toMatchObject({
      reason: { code: 'git', message: expect.stringContaining('is missing from the repository') as string },
    });
    expect(present).toMatchObject({ status: 'fulfilled' });
  });

  test('takes only object ids, so no request can be two', async () => {
    const repository = gitRepository({ a: 'here' });
    const objects = new ObjectReader(repository.root);
    await expect(objects.read('HEAD:a\nHEAD')).rejects.toThrow('not an object id');
    await objects.close();
  });

  test('closing rejects what waits, and reading afterwards rejects too', async () => {
    const repository = gitRepository({ a: 'here' });
    const objects = new ObjectReader(repository.root);
    const waiting = objects.read(blob(repository, 'a'));
    const settled = Promise.allSettled([waiting]);
    await objects.close();
    expect((await settled)[0].status).toBe('rejected');
    await expect(objects.read(blob(repository, 'a'))).rejects.toThrow('closed');
    await objects.close();
  });

  test.each([
    ['dies at once', 'exit 7'],
    ['dies of a signal', 'kill -9 $$'],
    ['says what is wrong', 'echo "fatal: bad object store" >&2; exit 128'],
    ['answers with something else', 'echo surprise; sleep 30'],
    ['dies in the middle of an answer', `read id; printf '%s blob 100\\nhalf' "$id"`],
  ])('no request hangs when git %s', async (_, script) => {
    const repository = gitRepository({ a: 'here' });
    const id = blob(repository, 'a');
    standInForGit(script);
    const objects = new ObjectReader(repository.root);
    const outcomes = await Promise.allSettled([objects.read(id), objects.read(id)]);
    await objects.close();
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { code: 'git' } });
    await expect(objects.read(id)).rejects.toMatchObject({ code: 'git' });
  });

  test('a reader that nobody closed does not keep Node from ending', async () => {
    const repository = gitRepository({ a: 'here' });
    const file = join(temporaryFolder(), 'reader.mjs');
    const call = `new ObjectReader(${JSON.stringify(repository.root)}).read('${blob(repository, 'a')}')`;
    const contents = `import { ObjectReader } from './src/git/cat-file.ts'; const { bytes } = await ${call}; console.log(String(bytes));`;
    await build({
      stdin: { contents, resolveDir: PROJECT, loader: 'ts' },
      outfile: file,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
    });
    const ran = spawnSync(process.execPath, [file], { timeout: 10_000 });
    expect([ran.signal, ran.status, ran.stdout.toString()]).toEqual([null, 0, 'here\n']);
  });
});

/** Puts a shell script in the place of git for the rest of the test. */
function standInForGit(script: string): void {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'git'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'git'), 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH ?? ''}`);
}
