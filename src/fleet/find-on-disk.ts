import { type Dirent, type Stats, lstatSync, readdirSync } from 'node:fs';
import { relative, sep } from 'node:path';
import fastGlob from 'fast-glob';
import { hasCode } from '../io/system-error.js';

/** Paths below the root that meet one of the globs and none of the ignored ones, in code unit order. */
export function findOnDisk(
  root: string,
  globs: readonly string[],
  ignore: readonly string[],
  onListing: (folder: string) => void,
): readonly string[] {
  const told = (path: string): void => onListing(relative(root, path).split(sep).join('/'));
  function watched(path: string, options: { withFileTypes: true }): Dirent[];
  function watched(path: string): string[];
  function watched(path: string, options?: { withFileTypes: true }): Dirent[] | string[] {
    told(path);
    return options === undefined ? readdirSync(path) : readdirSync(path, options);
  }
  return fastGlob
    .sync([...globs], {
      cwd: root,
      ignore: [...ignore],
      dot: true,
      followSymbolicLinks: false,
      fs: { readdirSync: watched, lstatSync: looked },
    })
    .sort();
}

/** A path below a file, or below a link to itself, is just not there: the library knows only one way to say so. */
function looked(path: string): Stats {
  try {
    return lstatSync(path);
  } catch (error) {
    if (hasCode(error, 'ENOTDIR', 'ELOOP')) throw Object.assign(new Error(`nothing at ${path}`), { code: 'ENOENT' });
    throw error;
  }
}
