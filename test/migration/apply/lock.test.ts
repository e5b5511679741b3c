import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../../src/migration/apply/lock.js';
import { temporaryFolder } from '../../support/temporary-fleet.js';

/** The id of a process that has just ended. */
const deadProcess = (): number => spawnSync(process.execPath, ['-e', '']).pid;

describe('the lock', () => {
  it('is held by one at a time, and leaves nothing behind', async () => {
    const folder = join(temporaryFolder(), 'state');
    const first = await takeLock(folder);
    await expect(takeLock(folder, 60)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining(String(process.pid)) as string,
    });
    const waiting = takeLock(folder, 5_000);
    await first.release();
    await (await waiting).release();
    expect(existsSync(folder)).toBe(false);
  });

  it('is taken over from a dead process by one of many, and keeps what else is in the folder', async () => {
    const folder = join(temporaryFolder(), 'state');
    mkdirSync(folder);
    writeFileSync(join(folder, 'lock'), `${deadProcess()}\n`);
    writeFileSync(join(folder, 'journal.json'), '{}');
    let holders = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const lock = await takeLock(folder);
        most = Math.max(most, ++holders);
        expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(`${process.pid}\n`);
        holders--;
        await lock.release();
      }),
    );
    expect(most).toBe(1);
    expect(existsSync(join(folder, 'journal.json'))).toBe(true);
  });

  it('is not stuck behind a breaker that died', async () => {
    const folder = join(temporaryFolder(), 'state');
    mkdirSync(folder);
    writeFileSync(join(folder, 'lock'), `${deadProcess()}\n`);
    const { utimesSync } = await import('node:fs');
    writeFileSync(join(folder, 'lock.break'), '');
    utimesSync(join(folder, 'lock.break'), 1, 1);
    await (await takeLock(folder)).release();
  });
});
