import { type Stats, statSync } from 'node:fs';

/**
 * What identifies the state of a file or folder, as in git's index: size, inode, and the times of the last change of
 * contents (mtime) and of inode (ctime), in milliseconds with fractions. No program can set the ctime, so a file whose
 * mtime was put back shows too.
 */
export type StatData = readonly [size: number, inode: number, mtimeMs: number, ctimeMs: number];

/** The stat data of a path where there is nothing. */
const ABSENT: StatData = [-1, -1, -1, -1];

/** Stat data that equals none, itself included: the path has to be read again. */
export const RACY: StatData = [NaN, NaN, NaN, NaN];

/**
 * How long ago a path must have changed for its times to be relied on, in milliseconds. A file system stamps times with
 * a clock that ticks: a second change within the tick that saw the first leaves the same times, which git calls racily
 * clean. Kernels tick every 10 ms at most, but some file systems know only every other second, and a server's clock may
 * be a little behind.
 */
export const RACY_WINDOW_MS = 2_100;

/**
 * The stat data of a path as of now, links followed. Take it before the path is read, so that a change in between shows
 * the next time. `RACY` for a path that may change again without showing, or that cannot be looked at.
 */
export function statDataOf(path: string, racyWindowMs = RACY_WINDOW_MS): StatData {
  const relyBefore = Date.now() - racyWindowMs;
  const stats = statOf(path);
  if (stats === undefined) return ABSENT;
  return stats === null ? RACY : reliable(stats, relyBefore);
}

/** The stat data of a file that has been read, from its stats of before and when these were taken, as `Date.now()`. */
export function statDataFrom(stats: Stats, takenAt: number, racyWindowMs = RACY_WINDOW_MS): StatData {
  return reliable(stats, takenAt - racyWindowMs);
}

function reliable({ size, ino, mtimeMs, ctimeMs }: Stats, relyBefore: number): StatData {
  return mtimeMs > relyBefore || ctimeMs > relyBefore ? RACY : [size, ino, mtimeMs, ctimeMs];
}

/** Whether a path still has this stat data. */
export function isUpToDate(path: string, [size, inode, mtimeMs, ctimeMs]: StatData): boolean {
  const stats = statOf(path);
  if (stats === null) return false;
  if (stats === undefined) return size === ABSENT[0];
  return size === stats.size && inode === stats.ino && mtimeMs === stats.mtimeMs && ctimeMs === stats.ctimeMs;
}

// Made once: a hundred thousand paths are looked at in a large fleet.
const QUIETLY = { throwIfNoEntry: false } as const;

/** Undefined where there is nothing; null where the path cannot be looked at, such as a link to itself. */
function statOf(path: string): Stats | undefined | null {
  try {
    return statSync(path, QUIETLY);
  } catch {
    return null;
  }
}
