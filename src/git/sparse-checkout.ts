import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isThere } from '../io/is-there.js';

/**
 * Whether the work tree that holds the root may be a sparse checkout: whether its patterns are there. They stay when a
 * checkout is made whole again, so this only says whether git is worth asking. Starts nothing: every run asks it.
 */
export function mayBeSparse(root: string): boolean {
  for (let folder = resolve(root); ; folder = dirname(folder)) {
    const dotGit = join(folder, '.git');
    const stats = statSync(dotGit, { throwIfNoEntry: false });
    if (stats !== undefined)
      return isThere(join(stats.isFile() ? linkedFolder(dotGit) : dotGit, 'info/sparse-checkout'));
    if (dirname(folder) === folder) return false;
  }
}

/** Git's own folder for a work tree whose `.git` is a file: a linked work tree, or a submodule. */
function linkedFolder(dotGit: string): string {
  try {
    return resolve(dirname(dotGit), /^gitdir: (.*)/.exec(readFileSync(dotGit, 'utf8'))?.[1] ?? '.git');
  } catch {
    return dotGit;
  }
}
