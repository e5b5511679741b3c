import { constants } from 'node:fs';
import { access, lstat, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { hasCode } from '../../io/system-error.js';
import { readIfThere } from '../fleet-files.js';
import type { FileEdit } from './outcome.js';

/**
 * The files of the work tree as they will be once the plans so far are carried out: two connectors may share a
 * documentation page, and the second one's row goes above the first one's.
 */
export class WorkingFiles {
  private readonly planned = new Map<string, Uint8Array | null>();

  constructor(private readonly root: string) {}

  /** The bytes of a file, or null where there is none. */
  async read(path: string): Promise<Uint8Array | null> {
    const planned = this.planned.get(path);
    if (planned !== undefined) return planned;
    return readIfThere(join(this.root, path));
  }

  stage(edits: readonly FileEdit[]): void {
    for (const edit of edits) this.planned.set(edit.path, edit.after);
  }

  /** What would keep a file from being replaced or deleted, in a few words, or null. */
  async obstacle(path: string): Promise<string | null> {
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
