import type { FileTree } from '../fleet/file-tree.js';
import { UnreadableFileError, orNull } from '../io/unreadable-file.js';
import { CommitReader } from './commit-reader.js';
import { globCommit } from './glob.js';
import { prefixOf } from './repository.js';
import { resolveCommit } from './resolve-commit.js';

/**
 * The files of a commit, read straight from git's objects: what a fresh checkout of it would hold under the root.
 *
 * Links lead where they lead in a checkout, but never out of the root. Submodules are empty folders. Contents are
 * the committed bytes: what attributes change on the way to disk (line ends, LFS) is not applied.
 */
export interface RevisionTree extends FileTree {
  /** Full commit id. */
  readonly revision: string;
  /** The bytes of a file, or null where the commit has no such file. Rejects where it is there and cannot be read. */
  readIfPresent(path: string): Promise<Uint8Array | null>;
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
  const files = await CommitReader.open(root, commit, prefix);
  return {
    root,
    revision: commit,
    find: (globs, ignore) => globCommit(files, root, globs, ignore),
    entries: (folder) => orDefault(async () => new Set((await files.folder(folder)).entries.keys()), new Set<string>()),
    read: (path, limit) => files.read(path, limit),
    readIfPresent: (path) => orNull(() => files.read(path)),
    blobId: (path) => orDefault(() => files.blobId(path), null),
    close: () => files.close(),
  };
}

/** What `find` gives, or the default where the commit has no such file. */
async function orDefault<Found, Default>(find: () => Promise<Found>, defaultValue: Default): Promise<Found | Default> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof UnreadableFileError) return defaultValue;
    throw error;
  }
}
