import { type Dirent, type Stats, lstatSync, readdirSync } from 'node:fs';
import { posix, relative, sep } from 'node:path';
import fastGlob from 'fast-glob';
import picomatch from 'picomatch';
import { folderError, hasCode } from '../io/system-error.js';

/** Is told of a folder's path, relative to the root, before it is looked into. */
export type OnListing = (folder: string) => void;

/** How every tree is searched, so that a glob means the same on disk and in a commit. */
export const GLOB_OPTIONS = { dot: true, followSymbolicLinks: false } as const;

/**
 * Paths below the root that match one of the globs and none of the ignored ones, in code unit order.
 *
 * @param onListing is told of every folder whose entries decide what is found
 */
export function globFolder(
  root: string,
  globs: readonly string[],
  ignore: readonly string[],
  onListing: OnListing,
): readonly string[] {
  const search = (patterns: readonly string[], options: { onlyDirectories?: boolean } = {}): readonly string[] =>
    fastGlob.sync([...patterns], {
      ...GLOB_OPTIONS,
      ...options,
      cwd: root,
      ignore: [...ignore],
      fs: diskFor(root, onListing),
    });
  const { byName, others } = foldersByName(globs);
  const found = new Set(others.length === 0 ? [] : search(others));
  const isIgnored = picomatch([...ignore], { dot: true });
  for (const [name, patterns] of byName) {
    for (const folder of search(patterns, { onlyDirectories: true })) {
      const path = `${folder}/${name}`;
      if (!isIgnored(path) && hasFile(`${root}/${path}`, folder, onListing)) found.add(path);
    }
  }
  return [...found].sort();
}

/**
 * Globs that end in a plain name, such as `connectors/*\/metadata.yaml`: the folder patterns for each name, and the globs of other forms. To look for
 * one file in each of many folders takes a fraction of listing them all.
 */
function foldersByName(globs: readonly string[]): { byName: ReadonlyMap<string, string[]>; others: readonly string[] } {
  const byName = new Map<string, string[]>();
  // A glob that takes something away again is about all the others.
  if (globs.some((glob) => glob.startsWith('!'))) return { byName, others: globs };
  const others: string[] = [];
  for (const glob of globs) {
    const [name, folder] = [posix.basename(glob), posix.dirname(glob)];
    const isNamed = /^[\w.-]+$/.test(name) && folder.includes('*') && !folder.includes('**');
    if (isNamed) byName.set(name, [...(byName.get(name) ?? []), folder]);
    else others.push(glob);
  }
  return { byName, others };
}

/** A file that may not be looked at counts as there: why it cannot be read is for its reader to say. */
function hasFile(path: string, folder: string, onListing: OnListing): boolean {
  const look = (): boolean => {
    try {
      return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
    } catch (error) {
      return !hasCode(error, 'ENOTDIR', 'ELOOP');
    }
  };
  if (look()) return true;
  // It may come up at any time, and then its folder shows it: looked at again, now that the folder has been told.
  onListing(folder);
  return look();
}

/** The disk as fast-glob sees it. */
function diskFor(root: string, onListing: OnListing) {
  function readdir(path: string, options: { withFileTypes: true }): Dirent[];
  function readdir(path: string): string[];
  function readdir(path: string, options?: { withFileTypes: true }): Dirent[] | string[] {
    const folder = relative(root, path).split(sep).join('/');
    onListing(folder);
    try {
      return options === undefined ? readdirSync(path) : readdirSync(path, options);
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return [];
      throw folderError(folder, error);
    }
  }
  return { readdirSync: readdir, lstatSync: lstat };
}

/** fast-glob skips a path only for ENOENT, but a path below a file, or below a link to itself, is not there either. */
function lstat(path: string): Stats {
  try {
    return lstatSync(path);
  } catch (error) {
    if (hasCode(error, 'ENOTDIR', 'ELOOP')) throw Object.assign(new Error(`nothing at ${path}`), { code: 'ENOENT' });
    throw error;
  }
}
