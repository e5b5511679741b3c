import { posix } from 'node:path';
import { FINGERPRINT_LENGTH, isUnchanged } from './fingerprint.js';
import { lookBeside, type Seen } from './second-look.js';
import type { RememberedFile, Snapshot } from './snapshot.js';

/** From so many files on, a second thread saves more than it takes to start. */
const WORTH_A_THREAD = 10_000;

/** Share of the files that the second thread looks at: it starts later. */
const SECOND_SHARE = 0.45;

/**
 * The files of a snapshot that are still as they were, with the folders beside them.
 *
 * @param worthAThread from how many files on a second thread helps
 */
export async function currentFiles(root: string, { files, fingerprints }: Snapshot, worthAThread = WORTH_A_THREAD): Promise<readonly RememberedFile[]> {
  const isCurrent = ({ path, listed, place }: RememberedFile): boolean => {
    if (!isUnchanged(`${root}/${path}`, fingerprints, place)) return false;
    if (listed.length === 0) return true;
    const folder = `${root}/${posix.dirname(path)}`;
    return listed.every((ending, index) => isUnchanged(folder + ending, fingerprints, place + 1 + index));
  };
  if (files.length < worthAThread) return files.filter(isCurrent);
  const first = files.slice(0, Math.ceil(files.length * (1 - SECOND_SHARE)));
  const second = files.slice(first.length);
  const looking = lookBeside(`${root}/`, second.flatMap(pathsOf));
  // Lets the thread start before this one is busy.
  await new Promise((resolve) => setImmediate(resolve));
  const current = first.filter(isCurrent);
  const seen = await looking;
  return [...current, ...(seen === null ? second.filter(isCurrent) : second.filter(sameIn(seen, fingerprints)))];
}

function pathsOf({ path, listed }: RememberedFile): readonly string[] {
  const folder = posix.dirname(path);
  return [path, ...listed.map((ending) => folder + ending)];
}

/** Whether files are as they were, asked in the order in which their paths were looked at. */
function sameIn(seen: Seen, fingerprints: Float64Array): (file: RememberedFile) => boolean {
  let at = 0;
  return ({ listed, place }) => {
    const start = at;
    at += (listed.length + 1) * FINGERPRINT_LENGTH;
    for (let index = start; index < at; index++) if (seen[index] !== fingerprints[place * FINGERPRINT_LENGTH + index - start]) return false;
    return true;
  };
}
