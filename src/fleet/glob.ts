import { type Dirent, type Stats, lstatSync, readdirSync } from 'node:fs';
import { relative, sep } from 'node:path';
import fastGlob from 'fast-glob';
import { folderError, hasCode } from '../io/system-error.js';

/** Is told of a folder's path, relative to the root, before it is listed. */
export type OnListing = (folder: string) => void;

/** How every tree is searched, so that a glob means the same on disk and in a commit. */
export const GLOB_OPTIONS = { dot: true, followSymbolicLinks: false } as const;

/** What a walk learns of an entry from its folder's listing. */
export type GlobEntry = Omit<Dirent, 'parentPath' | 'path'>;

/** Paths below the root that match one of the globs and none of the ignored ones, in code unit order. */
export function globFolder(
  root: string,
  globs: readonly string[],
  ignore: readonly string[],
  onListing: OnListing,
): readonly string[] {
  function readdir(path: string, options: { withFileTypes: true }): GlobEntry[];
  function readdir(path: string): string[];
  function readdir(path: string, options?: { withFileTypes: true }): GlobEntry[] | string[] {
    const folder = relative(root, path).split(sep).join('/');
    onListing(folder);
    const entries = listFolder(path, folder, globs);
    return options === undefined ? entries.map(({ name }) => name) : entries;
  }
  const fs = { readdirSync: readdir, lstatSync: lstat };
  return fastGlob.sync([...globs], { ...GLOB_OPTIONS, cwd: root, ignore: [...ignore], fs }).sort();
}

/** A folder that may not be listed still holds what the globs name in it: whether that can be read is for its reader to say. */
function listFolder(path: string, folder: string, globs: readonly string[]): GlobEntry[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return [];
    const names = namesInLeaf(folder, globs);
    if (!hasCode(error, 'EACCES', 'EPERM') || names === null) throw folderError(folder, error);
    return names.filter((name) => mayBeFile(`${path}/${name}`)).map(fileEntry);
  }
}

function mayBeFile(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return true;
  }
}

const no = (): boolean => false;

function fileEntry(name: string): GlobEntry {
  return {
    name,
    isFile: () => true,
    isDirectory: no,
    isSymbolicLink: no,
    isBlockDevice: no,
    isCharacterDevice: no,
    isFIFO: no,
    isSocket: no,
  };
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

/**
 * Whether a folder that has been listed may come to hold another path that matches. False for a connector's folder
 * under `connectors/*\/metadata.yaml`: it can hold that one file, and nothing else.
 *
 * @param found paths that have been found
 */
export function mayHoldMore(folder: string, globs: readonly string[], found: ReadonlySet<string>): boolean {
  return namesInLeaf(folder, globs)?.some((name) => !found.has(`${folder}/${name}`)) ?? true;
}

/** The names of all files that globs match right in a folder; null where a glob may match others, in it or below. */
function namesInLeaf(folder: string, globs: readonly string[]): readonly string[] | null {
  const parts = folder === '' ? [] : folder.split('/');
  const names: string[] = [];
  for (const glob of globs) {
    const segments = glob.split('/');
    if (glob.includes('**') || !segments.every(isSimple)) return null;
    const last = segments[parts.length];
    if (last === undefined || !parts.every((part, index) => matchesSimple(part, segments[index] ?? ''))) continue;
    if (segments.length > parts.length + 1 || last.includes('*')) return null;
    names.push(last);
  }
  return names;
}

/** A plain name, or `*` between plain characters. */
function isSimple(segment: string): boolean {
  return /^[\w.*-]+$/.test(segment);
}

function matchesSimple(name: string, segment: string): boolean {
  if (!segment.includes('*')) return segment === name;
  return segment === '*' || new RegExp(`^${segment.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 'u').test(name);
}
