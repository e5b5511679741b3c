import { revisionTree } from './revision-tree.js';

/** Files as they were at one commit. */
export interface FilesAt {
  /** Full commit id. */
  readonly revision: string;
  /** The bytes of a file, by its path relative to the root, or null where the commit has no such file. */
  read(path: string): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

/** Opens a commit to compare single files with, such as the base of `modifiedFiles`. */
export async function filesAt(root: string, revision: string): Promise<FilesAt> {
  const tree = await revisionTree(root, revision);
  return {
    revision: tree.revision,
    read: async (path) => ((await tree.blobId(path)) === null ? null : tree.read(path)),
    close: () => tree.close(),
  };
}
