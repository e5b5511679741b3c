import { type Dirent, type Stats, lstatSync, realpathSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import fastGlob from 'fast-glob';
import picomatch from 'picomatch';
import { FleetReader, isInside } from '../io/fleet-reader.js';
import { folderError, hasCode } from '../io/system-error.js';
import { UnreadableFileError } from '../io/unreadable-file.js';
import { type Found, type LinkTarget, Obstacles } from './glob-obstacles.js';

/** Is told of a folder's path, relative to the root, before it is looked into. */
export type OnListing = (folder: string) => void;

/** How every tree is searched, so that a glob means the same on disk and in a commit. */
export const GLOB_OPTIONS = { dot: true, followSymbolicLinks: false } as const;

/** Where git keeps a repository: never a part of a fleet. No commit holds the name, in capitals or not. */
export const GIT_FOLDERS = '**/.[gG][iI][tT]/**';

/** A glob without the `./` that paths would begin with as well. */
export const fromRoot = (glob: string): string => glob.replace(/^(?:\.\/+)+(?=.)/, '');

/**
 * What below the root matches one of the globs and none of the ignored ones.
 *
 * @param onListing is told of every folder whose entries decide what is found
 */
export async function globFolder(
  root: string,
  written: readonly string[],
  unwanted: readonly string[],
  onListing: OnListing,
): Promise<Found> {
  const globs = written.map(fromRoot);
  const ignore = [...unwanted, GIT_FOLDERS];
  const obstacles = new Obstacles(globs);
  const fs = diskFor(root, obstacles, onListing);
  const search = (patterns: readonly string[], options: { onlyDirectories?: boolean } = {}): readonly string[] =>
    fastGlob.sync([...patterns], { ...GLOB_OPTIONS, ...options, cwd: root, ignore, fs });
  const { byName, others } = foldersByName(globs);
  const found = new Set(others.length === 0 ? [] : search(others));
  const isIgnored = picomatch(ignore, { dot: true });
  for (const [name, patterns] of byName) {
    for (const folder of search(patterns, { onlyDirectories: true })) {
      const path = `${folder}/${name}`;
      if (!isIgnored(path) && isThere(`${root}/${path}`, folder, onListing)) found.add(path);
    }
  }
  return obstacles.addTo(found, globs, ignore, {
    targetOf: (link) => Promise.resolve(targetOf(root, link)),
    holds: (folder, name) => Promise.resolve(isThere(`${root}/${folder}/${name}`, folder, onListing)),
  });
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

/** Whatever it is, and where it may not be looked at as well: why it cannot be read is for its reader to say. */
function isThere(path: string, folder: string, onListing: OnListing): boolean {
  const look = (): boolean => {
    try {
      return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
    } catch (error) {
      return !hasCode(error, 'ENOTDIR', 'ELOOP');
    }
  };
  if (look()) return true;
  // It may come up at any time, and then its folder shows it: looked at again, now that the folder has been told.
  onListing(folder);
  return look();
}

function targetOf(root: string, link: string): LinkTarget {
  try {
    const target = realpathSync.native(join(root, link));
    if (!isInside(realpathSync.native(root), target)) return 'outside';
    return statSync(target).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP') ? 'nowhere' : 'outside';
  }
}

/** The disk as fast-glob sees it. */
function diskFor(root: string, obstacles: Obstacles, onListing: OnListing) {
  const reader = new FleetReader(root);
  function readdir(path: string, options: { withFileTypes: true }): Dirent[];
  function readdir(path: string): string[];
  function readdir(path: string, options?: { withFileTypes: true }): Dirent[] | string[] {
    const folder = relative(root, path).split(sep).join('/');
    onListing(folder);
    try {
      if (options === undefined) return [...reader.names(folder)];
      const entries = reader.entries(folder);
      obstacles.note(folder, entries);
      return [...entries];
    } catch (error) {
      if (!(error instanceof UnreadableFileError)) throw error;
      if (folder === '') throw folderError(path, error);
      if (error.code === 'denied' || error.code === 'outside') obstacles.deny(folder, error.message);
      return [];
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
