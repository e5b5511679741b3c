import { FINGERPRINT_LENGTH, isUnchanged } from './fingerprint.js';
import type { RememberedFile } from './remembered-file.js';
import { lookBeside, type Seen } from './second-look.js';
import type { Snapshot } from './snapshot.js';

/** From so many files on, a second thread saves more than it takes to start. */
const WORTH_A_THREAD = 10_000;

/** Share of the files that the second thread looks at: it starts later. */
const SECOND_SHARE = 0.3;

/**
 * The files of a snapshot that are still as they were.
 *
 * @param worthAThread from how many files on a second thread helps
 */
export async function currentFiles(
  root: string,
  { files, fingerprints }: Snapshot,
  worthAThread = WORTH_A_THREAD,
): Promise<readonly RememberedFile[]> {
  const isCurrent = ({ path, place }: RememberedFile): boolean => isUnchanged(`${root}/${path}`, fingerprints, place);
  if (files.length < worthAThread) return files.filter(isCurrent);
  const first = files.slice(0, Math.ceil(files.length * (1 - SECOND_SHARE)));
  const second = files.slice(first.length);
  const looking = lookBeside(
    `${root}/`,
    second.map(({ path }) => path),
  );
  // Lets the thread start before this one is busy.
  await new Promise((resolve) => setImmediate(resolve));
  const current = first.filter(isCurrent);
  const seen = await looking;
  return [
    ...current,
    ...second.filter(seen === null ? isCurrent : ({ place }, index) => isSame(seen, index, fingerprints, place)),
  ];
}

function isSame(seen: Seen, index: number, fingerprints: Float64Array, place: number): boolean {
  for (let at = 0; at < FINGERPRINT_LENGTH; at++)
    if (seen[index * FINGERPRINT_LENGTH + at] !== fingerprints[place * FINGERPRINT_LENGTH + at]) return false;
  return true;
}
