import type { FileTree } from '../fleet/file-tree.js';
import { CommitFiles } from './commit-files.js';
import { CommitFileError, isAFolder } from './file-errors.js';
import { globCommit } from './glob.js';
import { listCommit } from './listing.js';
import { GitObjects } from './objects.js';
import { prefixOf } from './repository.js';
import { resolveCommit } from './resolve-commit.js';

/**
 * The files of a commit, read straight from git's objects: what a fresh checkout of it would hold under the root.
 *
 * Links lead where they lead in a checkout, but never outside the commit. Submodules are empty folders. Contents are
 * the committed bytes: what attributes change on the way to disk (line ends, LFS) is not applied.
 */
export interface RevisionTree extends FileTree {
  /** Full commit id. */
  readonly revision: string;
  /** Id of the blob that `read` would read, or null where there is no file. Equal ids mean equal bytes. */
  blobId(path: string): Promise<string | null>;
  /** Ends the git process behind the tree. Nothing can be read afterwards. */
  close(): Promise<void>;
}

/**
 * Opens a commit, named by its id, a branch, a tag or any other revision. Rejects with a `FleetqError` where there is no
 * such commit, and says what to try.
 */
export async function revisionTree(root: string, revision: string): Promise<RevisionTree> {
  const [commit, prefix] = await Promise.all([resolveCommit(root, revision), prefixOf(root)]);
  const top = await listCommit(root, commit);
  const objects = new GitObjects(root);
  const files = new CommitFiles(top, prefix, objects);

  const blobAt = async (path: string): Promise<string> => {
    const reached = await files.reach(path);
    if (reached.kind === 'folder') throw isAFolder();
    return reached.blob;
  };

  return {
    root,
    revision: commit,
    find: (globs, ignore) => globCommit(files, root, globs, ignore),
    entries: (folder) =>
      elseWithoutFile(async () => new Set((await files.folder(folder)).entries.keys()), new Set<string>()),
    read: async (path) => (await objects.read(await blobAt(path))).bytes,
    blobId: (path) => elseWithoutFile(() => blobAt(path), null),
    close: () => objects.close(),
  };
}

async function elseWithoutFile<Found, Absent>(find: () => Promise<Found>, absent: Absent): Promise<Found | Absent> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof CommitFileError) return absent;
    throw error;
  }
}
