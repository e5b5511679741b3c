import { readdirSync, readFileSync } from 'node:fs';
import type { FileTree } from './file-tree.js';
import { findPlainly } from './find-plainly.js';
import { inFolder } from './in-folder.js';

/**
 * The fleet as it lies on disk, uncommitted changes included. Reading is synchronous inside: for many small files that
 * is several times as fast as handing each to another thread.
 *
 * @param onListing is told of every folder, before it is listed
 */
export function workTree(root: string, onListing: (folder: string) => void = () => undefined): FileTree {
  const entriesNow = (folder: string): ReadonlySet<string> => {
    onListing(folder);
    return namesIn(root, folder);
  };
  return {
    root,
    revision: null,
    async find(globs, ignore) {
      const found = findPlainly(root, globs, ignore, onListing);
      if (found !== null) return found;
      const { findOnDisk } = await import('./find-on-disk.js');
      return findOnDisk(root, globs, ignore, onListing);
    },
    // An async function, so that what cannot be read rejects instead of throwing.
    // eslint-disable-next-line @typescript-eslint/require-await
    entries: async (folder) => entriesNow(folder),
    entriesNow,
    // eslint-disable-next-line @typescript-eslint/require-await
    read: async (path) => readFileSync(`${root}/${path}`),
  };
}

/** Names in a folder; empty where there is no such folder. Throws a `disk` error where it cannot be listed. */
export function namesIn(root: string, folder: string): ReadonlySet<string> {
  return inFolder(folder, () => new Set(readdirSync(`${root}/${folder}`)), new Set());
}
