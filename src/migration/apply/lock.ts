import { mkdir, open, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FleetqError } from '../../errors.js';
import { hasCode } from '../../io/system-error.js';
import { diskError } from './disk-error.js';

const RETRY_MS = 25;

/** Breaking a lock takes microseconds: a breaker file that is older than this belongs to a dead process. */
const STALE_BREAKER_MS = 5_000;

/** The right to change the fleet's files, held by one process at a time. */
interface Lock {
  release(): Promise<void>;
}

/** Takes the lock, waiting while another process holds it. A dead process's lock is taken over. */
export async function takeLock(folder: string, waitMilliseconds = 10_000): Promise<Lock> {
  const path = join(folder, 'lock');
  const deadline = Date.now() + waitMilliseconds;
  for (;;) {
    if (await tryCreate(folder, path)) return { release: () => release(folder, path) };
    const holder = await readHolder(path);
    if (holder !== null && !isAlive(holder)) await breakLock(path, holder);
    else if (Date.now() >= deadline) throw busy(path, holder);
    else await sleep(RETRY_MS);
  }
}

async function tryCreate(folder: string, path: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    const file = await open(path, 'wx');
    await file.writeFile(`${process.pid}\n`);
    await file.close();
    return true;
  } catch (error) {
    // ENOENT: another run that ended has just removed the folder.
    if (hasCode(error, 'EEXIST', 'ENOENT')) return false;
    throw diskError('cannot lock the fleet', error);
  }
}

async function release(folder: string, path: string): Promise<void> {
  await rm(path, { force: true });
  try {
    await rmdir(folder);
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY', 'ENOENT', 'EEXIST')) throw error;
  }
}

/** The id of the process that holds the lock; null while it is not written yet, or no longer there. */
async function readHolder(path: string): Promise<number | null> {
  try {
    const text = await readFile(path, 'utf8');
    return /^\d+\n$/.test(text) ? Number(text) : null;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Only one process breaks a lock, and only while it is still the dead one's. */
async function breakLock(path: string, dead: number): Promise<void> {
  const breaker = `${path}.break`;
  try {
    await (await open(breaker, 'wx')).close();
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    await removeStaleBreaker(breaker);
    await sleep(RETRY_MS);
    return;
  }
  if ((await readHolder(path)) === dead) await rm(path, { force: true });
  await rm(breaker, { force: true });
}

async function removeStaleBreaker(breaker: string): Promise<void> {
  try {
    if (Date.now() - (await stat(breaker)).mtimeMs > STALE_BREAKER_MS) await rm(breaker, { force: true });
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, 'ESRCH');
  }
}

function busy(path: string, holder: number | null): FleetqError {
  const who = holder === null ? 'another run' : `another run (process ${holder})`;
  return new FleetqError('refused', `${who} of \`fleetq migrate\` is at work on this fleet`, [
    'wait until it has ended, and try again',
    `where no such process is running, delete ${path}`,
  ]);
}
