/** The files of a fleet at one moment: a work tree on disk, or a commit read straight from git. */
export interface FileTree {
  /** Absolute path of the fleet's root folder. */
  readonly root: string;
  /** Full commit id, or null for the work tree. */
  readonly revision: string | null;
  /** Paths that meet one of the globs and none of the ignored ones, relative to the root, with `/`, in code unit order. */
  find(globs: readonly string[], ignore: readonly string[]): Promise<readonly string[]>;
  /** Names in a folder; empty where there is no such folder. */
  entries(folder: string): Promise<ReadonlySet<string>>;
  /** The same without waiting, in trees that stay open as long as anybody asks. */
  readonly entriesNow?: (folder: string) => ReadonlySet<string>;
  /** The bytes of a file. Rejects where it cannot be read. */
  read(path: string): Promise<Uint8Array>;
}
