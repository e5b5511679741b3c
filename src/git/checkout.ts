import { FleetqError } from '../errors.js';
import { spawnGit } from './run.js';

/** What is checked out in a work tree. */
export interface Checkout {
  /** Full id of the commit that HEAD is; null before the first one, and outside of a repository. */
  readonly commit: string | null;
  /**
   * Whether `git status` has nothing to say of the work tree, new files included; null outside of a repository, and where
   * git takes too long to tell. What is edited inside a submodule and not yet committed there does not count.
   */
  readonly clean: boolean | null;
}

/** One process tells both; independent of the user's settings for `git status`. */
const STATUS = [
  // Threads would take the processors from the scan.
  '-c',
  'core.preloadIndex=false',
  'status',
  '--porcelain=v2',
  '--branch',
  '--no-ahead-behind',
  '-z',
  '--untracked-files=normal',
  '--no-renames',
  '--ignore-submodules=dirty',
] as const;

const UNKNOWN: Checkout = { commit: null, clean: null };

/** How long git may take after everything else is done, in milliseconds: millions of files, or a slow disk. */
const PATIENCE_MS = 2_000;

/**
 * Starts git, so that it looks at the work tree while fleetq reads its files. What it returns waits for the answer, and
 * never rejects.
 */
export function probeCheckout(root: string): () => Promise<Checkout> {
  const child = spawnGit(root, STATUS);
  const answer = new Promise<Checkout>((resolve) => {
    let text = '';
    child.on('error', () => resolve(UNKNOWN));
    child.stdout.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      // The first change decides: nobody needs the others.
      if (!isDirty(text)) return;
      child.kill();
      resolve({ commit: commitIn(text), clean: false });
    });
    child.on('close', (exitCode) => resolve(exitCode === 0 ? { commit: commitIn(text), clean: true } : UNKNOWN));
  });
  // Somebody who fails meanwhile need not wait for it.
  child.unref();
  return async () => {
    const known = await withinTime(answer, PATIENCE_MS);
    if (known !== undefined) return known;
    child.kill();
    return commitAlone(root);
  };
}

/** Records that are no header are changes. */
function isDirty(text: string): boolean {
  return /(?:^|\0)[^#\0]/.test(text);
}

function commitIn(text: string): string | null {
  return /(?:^|\0)# branch\.oid ([0-9a-f]{40,64})\0/.exec(text)?.[1] ?? null;
}

async function withinTime<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What git knows without a look at the files. */
async function commitAlone(root: string): Promise<Checkout> {
  const { currentRevision } = await import('./repository.js');
  try {
    return { commit: await currentRevision(root), clean: null };
  } catch (error) {
    if (error instanceof FleetqError) return UNKNOWN;
    throw error;
  }
}
