import { FleetqError } from '../errors.js';
import { CommitReader } from './commit-reader.js';
import { globCommit } from './glob.js';
import { treeOf } from './ls-tree.js';
import { prefixOf } from './repository.js';
import { type GitRecord, recordsFromGit } from './run.js';
import { mayBeSparse } from './sparse-checkout.js';

/**
 * How many files that match the globs a sparse checkout leaves out of the work tree; null where git cannot say.
 *
 * @param onDisk what the globs found in the work tree: git may leave a file there that its patterns leave out
 */
export async function countNotCheckedOut(
  root: string,
  globs: readonly string[],
  ignore: readonly string[],
  onDisk: ReadonlySet<string>,
): Promise<number | null> {
  try {
    const [records, prefix] = await Promise.all([
      recordsFromGit(root, ['ls-files', '-t', '--stage', '-z', '--full-name', '.']),
      prefixOf(root),
    ]);
    const skipped = records.filter(({ text }) => text.startsWith(SKIPPED)).map(withoutStage);
    if (skipped.length === 0) return 0;
    const files = CommitReader.of(root, treeOf(skipped), prefix);
    try {
      const { paths } = await globCommit(files, root, globs, ignore);
      return paths.filter((path) => !onDisk.has(path)).length;
    } finally {
      await files.close();
    }
  } catch (error) {
    if (error instanceof FleetqError) return null;
    throw error;
  }
}

/** The tracked files below the root that a sparse checkout leaves out of the work tree, relative to the root. */
export async function filesNotCheckedOut(root: string): Promise<ReadonlySet<string>> {
  if (!mayBeSparse(root)) return new Set();
  const records = await recordsFromGit(root, ['ls-files', '-t', '-z', '.']);
  return new Set(records.filter(({ text }) => text.startsWith(SKIPPED)).map(({ text }) => text.slice(SKIPPED.length)));
}

/** What `git ls-files -t` says of an entry whose file is left out: skip-worktree. */
const SKIPPED = 'S ';

/** From `S <mode> SP <id> SP <stage> TAB <path>` to the form of `git ls-tree`, as far as it is read. */
function withoutStage({ text, isUtf8 }: GitRecord): GitRecord {
  return { text: text.slice(SKIPPED.length).replace(/ \d\t/, '\t'), isUtf8 };
}
