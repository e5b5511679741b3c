import { constants } from 'node:fs';
import { access, lstat, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { type FileTree, workTree } from '../fleet/file-tree.js';
import type { Fleet } from '../fleet/scan.js';
import { filesNotCheckedOut } from '../git/not-checked-out.js';
import { revisionTree } from '../git/revision-tree.js';
import { hasCode } from '../io/system-error.js';
import { UnreadableFileError, orNull, orUnreadable } from '../io/unreadable-file.js';

/** Files of a fleet beside the metadata, from where the fleet itself was read. */
export interface FleetFiles {
  /** The bytes of a file, by its path relative to the root, or null where there is none. Rejects with an `UnreadableFileError`. */
  readonly read: (path: string) => Promise<Uint8Array | null>;
  /** Whether a sparse checkout leaves out a file that git has. */
  readonly isLeftOut: (path: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

export async function openFiles(fleet: Fleet): Promise<FleetFiles> {
  if (fleet.revision === null) {
    const tree = workTree(fleet.root);
    return {
      read: (path) => orNull(() => tree.read(path)),
      isLeftOut: leftOutOf(fleet.root),
      close: () => Promise.resolve(),
    };
  }
  const tree = await revisionTree(fleet.root, fleet.revision);
  return {
    read: (path) => tree.readIfPresent(path),
    isLeftOut: () => Promise.resolve(false),
    close: () => tree.close(),
  };
}

/** Asks git once, when the first file is asked about. */
function leftOutOf(root: string): FleetFiles['isLeftOut'] {
  let all: Promise<ReadonlySet<string>> | undefined;
  return async (path) => (await (all ??= filesNotCheckedOut(root))).has(path);
}

/** What one file is and becomes. Null stands for a file that does not exist. */
export interface FileEdit {
  /** Relative to the root. */
  readonly path: string;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
}

/** One edit a file, in the order of the first: from what it was before all of them to what it is after. */
export function combined(edits: readonly FileEdit[]): readonly FileEdit[] {
  const byPath = new Map<string, FileEdit>();
  for (const edit of edits) byPath.set(edit.path, { ...edit, before: (byPath.get(edit.path) ?? edit).before });
  return [...byPath.values()];
}

/**
 * The files of the work tree as they will be once the edits so far are applied: two connectors may share a documentation
 * page, and the second one's row goes above the first one's.
 */
export class WorkingFiles {
  private readonly staged = new Map<string, Uint8Array | null>();

  private readonly tree: FileTree;

  /** Whether a sparse checkout leaves out a file that git has. */
  readonly isLeftOut: FleetFiles['isLeftOut'];

  constructor(private readonly root: string) {
    this.tree = workTree(root);
    this.isLeftOut = leftOutOf(root);
  }

  /** The bytes of a file, or null where there is none. Rejects with an `UnreadableFileError` for one that is there. */
  async read(path: string): Promise<Uint8Array | null> {
    const staged = this.staged.get(path);
    return staged !== undefined ? staged : orNull(() => this.tree.read(path));
  }

  /** Names in a folder on disk; empty where it cannot be listed. */
  async names(folder: string): Promise<ReadonlySet<string>> {
    const names = await orUnreadable(this.tree.entries(folder));
    return names instanceof UnreadableFileError ? new Set() : names;
  }

  stage(edits: readonly FileEdit[]): void {
    for (const edit of edits) this.staged.set(edit.path, edit.after);
  }

  /** What would keep a file from being replaced or deleted, as the end of a sentence, or null. */
  async writeBlocker(path: string): Promise<string | null> {
    const file = join(this.root, path);
    try {
      const folder = await realpath(dirname(file));
      const root = await realpath(this.root);
      if (folder !== root && !folder.startsWith(root.endsWith(sep) ? root : root + sep))
        return 'lies outside the root, behind a symbolic link';
      await access(folder, constants.W_OK);
      const status = await lstat(file);
      if (status.isSymbolicLink()) return 'is a symbolic link';
      if (!status.isFile()) return 'is not a file';
      // Renaming over a read-only file would succeed; whoever made it read-only did not mean that.
      if ((status.mode & 0o222) === 0) return 'is read-only';
      await access(file, constants.W_OK);
      return null;
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
      return `cannot be written: ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`;
    }
  }
}
