import { lstat, open, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { FleetqError } from '../../errors.js';
import { makeFolder } from '../../io/make-folder.js';
import { hasCode } from '../../io/system-error.js';
import { diskError } from './disk-error.js';

const RETRY_MS = 25;

/** Writing or breaking a lock takes microseconds: a file that is empty, or a breaker, for longer belongs to a dead process. */
const STALE_MS = 5_000;

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
    const holder = await holderOf(path);
    if (isDead(holder)) await breakLock(path, holder);
    else if (Date.now() >= deadline) throw busy(path, holder);
    else await sleep(RETRY_MS);
  }
}

async function tryCreate(folder: string, path: string): Promise<boolean> {
  try {
    makeFolder(folder);
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(`${process.pid}\n`);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    // ENOENT: another run that ended has just removed the folder.
    if (hasCode(error, 'ENOENT') || (hasCode(error, 'EEXIST') && (await isFolder(folder)))) return false;
    throw diskError('cannot lock the fleet', error);
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
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

/** A process, by its id; `nobody` where the lock is gone, else since when it names none, as `Date.now()`. */
type Holder = { readonly pid: number } | { readonly unnamedSince: number } | 'nobody';

/** @throws FleetqError where something lies in the lock's place that no run of fleetq puts there */
async function holderOf(path: string): Promise<Holder> {
  try {
    const stats = await lstat(path);
    if (!stats.isFile()) throw notALock(path);
    const text = await readFile(path, 'utf8');
    return /^\d{1,15}\n$/.test(text) ? { pid: Number(text) } : { unnamedSince: stats.mtimeMs };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 'nobody';
    throw diskError('cannot look at the lock of the fleet', error);
  }
}

function isDead(holder: Holder): boolean {
  if (holder === 'nobody') return false;
  return 'pid' in holder ? !isAlive(holder.pid) : Date.now() - holder.unnamedSince > STALE_MS;
}

/** Only one process breaks a lock, and only while it is still the dead one's. */
async function breakLock(path: string, dead: Holder): Promise<void> {
  const breaker = `${path}.break`;
  try {
    await (await open(breaker, 'wx')).close();
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw diskError('cannot lock the fleet', error);
    await removeStaleBreaker(breaker);
    await sleep(RETRY_MS);
    return;
  }
  if (isDeepStrictEqual(await holderOf(path), dead)) await rm(path, { force: true });
  await rm(breaker, { force: true });
}

async function removeStaleBreaker(breaker: string): Promise<void> {
  try {
    if (Date.now() - (await stat(breaker)).mtimeMs > STALE_MS) await rm(breaker, { force: true });
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

function notALock(path: string): FleetqError {
  return new FleetqError('refused', `${path} is not a lock that fleetq made`, ['look at it, and delete it']);
}

function busy(path: string, holder: Holder): FleetqError {
  const who = holder === 'nobody' || !('pid' in holder) ? 'another run' : `another run (process ${holder.pid})`;
  return new FleetqError('refused', `${who} of \`fleetq migrate\` is at work on this fleet`, [
    'wait until it has ended, and try again',
    `where no such process is running, delete ${path}`,
  ]);
}
