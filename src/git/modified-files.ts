import { findBase } from './base.js';
import { recordsOf } from './records.js';
import { runGit } from './run.js';
import { statusOf } from './status.js';

/** What changed since the current branch left its base. */
export interface ModifiedFiles {
  /** Full id of the merge base. */
  readonly base: string;
  /** What the base was called: as asked for, or `origin/master` and the like. */
  readonly baseName: string;
  /** Paths relative to the root, with `/`; those outside the root are left out. */
  readonly paths: ReadonlySet<string>;
}

/**
 * Files that differ from the merge base of what is checked out and `base`: by commits, staged, unstaged, or new and not
 * ignored. Deleted files count, and a rename counts as both its paths.
 *
 * A file that a commit changed and the work tree changed back counts too, as in airbyte-ci: what is committed is what
 * a pull request holds.
 */
export async function modifiedFiles(root: string, base?: string): Promise<ModifiedFiles> {
  const { name, commit, head } = await findBase(root, base);
  const [committed, uncommitted] = await Promise.all([committedBetween(root, commit, head), statusOf(root, ['.'])]);
  return {
    base: commit,
    baseName: name,
    paths: new Set([...committed, ...uncommitted.map((entry) => entry.path)].sort()),
  };
}

async function committedBetween(root: string, from: string, to: string): Promise<readonly string[]> {
  const { stdout } = await runGit(root, [
    'diff-tree',
    '-r',
    '-z',
    '--name-only',
    '--no-renames',
    '--no-ext-diff',
    '--relative',
    from,
    to,
  ]);
  return recordsOf(stdout).map((record) => record.text);
}
