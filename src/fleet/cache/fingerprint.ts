import { statSync, type Stats } from 'node:fs';

/**
 * What identifies the state of a file or folder: size, inode, and the times of the last change of contents and of inode,
 * in milliseconds with their fractions. No program can set the last one, so a file whose time was put back shows too.
 */
export type Fingerprint = readonly [size: number, inode: number, modified: number, changed: number];

/** How many numbers make a fingerprint where many stand in one array. */
export const FINGERPRINT_LENGTH = 4;

/** The fingerprint of a path where there is nothing. */
export const ABSENT: Fingerprint = [-1, -1, -1, -1];

/** A fingerprint that equals none, itself included: the path has to be read again. */
export const UNSETTLED: Fingerprint = [NaN, NaN, NaN, NaN];

/**
 * How long ago a path must have changed before its times can be relied on. A file system stamps times with a clock that
 * ticks: a second change within the tick that saw the first leaves the same times. Kernels tick every 10 ms at most, but
 * some file systems know only every other second, and a server's clock may be a little behind.
 */
export const SETTLED_AFTER_MS = 2_100;

/**
 * The fingerprint of a path as of now, links followed; to be taken before the path is read, so that a change in between
 * shows the next time. `UNSETTLED` for a path that may change again without showing, or that cannot be looked at.
 */
export function fingerprintOf(path: string, settledAfterMs = SETTLED_AFTER_MS): Fingerprint {
  const settled = Date.now() - settledAfterMs;
  const stats = look(path);
  if (stats === undefined) return ABSENT;
  if (stats === null || stats.mtimeMs > settled || stats.ctimeMs > settled) return UNSETTLED;
  return [stats.size, stats.ino, stats.mtimeMs, stats.ctimeMs];
}

/** Whether a path still has the fingerprint that stands at a place in an array of them. */
export function isUnchanged(path: string, fingerprints: Float64Array, place: number): boolean {
  const stats = look(path);
  if (stats === null) return false;
  const at = place * FINGERPRINT_LENGTH;
  if (stats === undefined) return fingerprints[at] === ABSENT[0];
  return (
    fingerprints[at] === stats.size &&
    fingerprints[at + 1] === stats.ino &&
    fingerprints[at + 2] === stats.mtimeMs &&
    fingerprints[at + 3] === stats.ctimeMs
  );
}

/** The same of several paths below a root, whose fingerprints stand one after the other. */
export function areUnchanged(
  root: string,
  paths: readonly string[],
  fingerprints: Float64Array,
  firstPlace: number,
): boolean {
  return paths.every((path, index) => isUnchanged(`${root}/${path}`, fingerprints, firstPlace + index));
}

/** The fingerprint at a place in an array of them. */
export function fingerprintAt(fingerprints: Float64Array, place: number): Fingerprint {
  const [size = NaN, inode = NaN, modified = NaN, changed = NaN] = fingerprints.subarray(
    place * FINGERPRINT_LENGTH,
    (place + 1) * FINGERPRINT_LENGTH,
  );
  return [size, inode, modified, changed];
}

// Made once: a hundred thousand paths are looked at in a large fleet.
const QUIETLY = { throwIfNoEntry: false } as const;

/** Undefined where there is nothing; null where the path cannot be looked at, such as a link to itself. */
function look(path: string): Stats | undefined | null {
  try {
    return statSync(path, QUIETLY);
  } catch {
    return null;
  }
}
