import { statSync } from 'node:fs';

/** What identifies the state of a file or folder: equal fingerprints mean equal contents, as far as the file system can tell. */
export type Fingerprint = string;

/** The fingerprint of a path where there is nothing. */
export const ABSENT: Fingerprint = 'absent';

/** A fingerprint that equals no other: the path has to be read again. */
export const UNSETTLED: Fingerprint = '';

// A file system stamps times with a clock that ticks: a second change within the tick that saw the first leaves the
// same times. The kernel's tick is 10 ms at most; file systems that only know whole seconds tick every two.
const TICK_MS = 20;
const COARSE_TICK_MS = 2_100;

/**
 * The fingerprint of a path as of now, links followed: size, inode, and the times of change in nanoseconds. The time of
 * the inode's change is part of it because no program can set that one. `UNSETTLED` for a path that has changed so
 * recently that it could change again without showing.
 */
export function fingerprintOf(path: string): Fingerprint {
  const now = Date.now();
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (stat === undefined) return ABSENT;
  const { size, ino, mtimeNs, ctimeNs } = stat;
  const latest = mtimeNs > ctimeNs ? mtimeNs : ctimeNs;
  const tick = latest % 1_000_000_000n === 0n ? COARSE_TICK_MS : TICK_MS;
  if (Number(latest / 1_000_000n) > now - tick) return UNSETTLED;
  return `${size}.${ino}.${mtimeNs}.${ctimeNs}`;
}
