import { readdirSync, type Dirent } from 'node:fs';
import { relative, sep } from 'node:path';
import fastGlob from 'fast-glob';

/** Paths below the root that meet one of the globs and none of the ignored ones, in code unit order. */
export function findOnDisk(root: string, globs: readonly string[], ignore: readonly string[], onListing: (folder: string) => void): readonly string[] {
  const told = (path: string): void => onListing(relative(root, path).split(sep).join('/'));
  function watched(path: string, options: { withFileTypes: true }): Dirent[];
  function watched(path: string): string[];
  function watched(path: string, options?: { withFileTypes: true }): Dirent[] | string[] {
    told(path);
    return options === undefined ? readdirSync(path) : readdirSync(path, options);
  }
  return fastGlob.sync([...globs], { cwd: root, ignore: [...ignore], dot: true, followSymbolicLinks: false, fs: { readdirSync: watched } }).sort();
}
