import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastGlob from 'fast-glob';
import { FleetqError } from '../errors.js';
import type { FileTree } from './file-tree.js';

/** The fleet as it lies on disk, uncommitted changes included. */
export function workTree(root: string): FileTree {
  return {
    root,
    revision: null,
    async find(globs, ignore) {
      const paths = await fastGlob([...globs], { cwd: root, ignore: [...ignore], dot: true, followSymbolicLinks: false });
      return paths.sort();
    },
    async entries(folder) {
      try {
        return new Set(await readdir(join(root, folder)));
      } catch (error) {
        if (isMissing(error)) return new Set();
        throw new FleetqError('disk', `cannot read the folder ${folder}: ${reason(error)}`);
      }
    },
    read: (path) => readFile(join(root, path)),
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
