import { Stats } from 'node:fs';
import { relative, sep } from 'node:path';
import fastGlob from 'fast-glob';
import { type Found, type LinkTarget, Obstacles } from '../fleet/glob-obstacles.js';
import { GIT_FOLDERS, GLOB_OPTIONS, fromRoot } from '../fleet/glob.js';
import { UnreadableFileError } from '../io/unreadable-file.js';
import type { CommitEntry, CommitFolder } from './ls-tree.js';

/** What fast-glob needs of a `Dirent`. */
interface Entry {
  readonly name: string;
  readonly isFile: () => boolean;
  readonly isDirectory: () => boolean;
  readonly isSymbolicLink: () => boolean;
  readonly isBlockDevice: () => boolean;
  readonly isCharacterDevice: () => boolean;
  readonly isFIFO: () => boolean;
  readonly isSocket: () => boolean;
}

type Callback<Result> = (error: Error | null, result: Result) => void;

const FOLDER_MODE = 0o040000;
const FILE_MODE = 0o100644;
const LINK_MODE = 0o120000;

/** What globbing needs of a commit; paths are relative to the fleet's root, with `/`. */
export interface CommitWalk {
  /** The folder at a path, links on the way followed. */
  folder(path: string): Promise<CommitFolder>;
  /** The entry at a path; a link at its end is not followed. */
  entry(path: string): Promise<CommitEntry>;
}

/**
 * Paths of a commit that match the globs. The library that globs the disk also globs the commit, with the same options,
 * so that a glob means the same in both.
 */
export async function globCommit(
  walk: CommitWalk,
  root: string,
  written: readonly string[],
  unwanted: readonly string[],
): Promise<Found> {
  const globs = written.map(fromRoot);
  const ignore = [...unwanted, GIT_FOLDERS];
  const obstacles = new Obstacles(globs);
  const inside = (path: string): string => relative(root, path).split(sep).join('/');
  function readdir(path: string, options: { withFileTypes: true }, callback: Callback<Entry[]>): void;
  function readdir(path: string, callback: Callback<string[]>): void;
  function readdir(path: string, ...rest: [unknown, Callback<Entry[]>] | [Callback<string[]>]): void {
    const folder = walk.folder(inside(path)).catch((error: unknown) => {
      if (error instanceof UnreadableFileError && error.code === 'outside') obstacles.deny(inside(path), error.message);
      throw error;
    });
    const noted = ({ entries }: CommitFolder): Entry[] => {
      const dirents = [...entries].map(([name, entry]) => direntOf(name, entry));
      obstacles.note(inside(path), dirents);
      return dirents;
    };
    if (rest.length === 1) settle(folder, ({ entries }) => [...entries.keys()], [], rest[0]);
    else settle(folder, noted, [], rest[1]);
  }
  const lstat = (path: string, callback: Callback<Stats>): void =>
    settle(walk.entry(inside(path)), statsOf, NO_STATS, callback);
  const fs = { readdir, lstat };
  const paths = await fastGlob([...globs], {
    ...GLOB_OPTIONS,
    cwd: root,
    ignore,
    fs,
  });
  return obstacles.addTo(paths, globs, ignore, {
    targetOf: (link) => targetOf(walk, link),
    holds: (folder, name) =>
      walk.folder(folder).then(
        ({ entries }) => name === '.' || entries.has(name),
        () => false,
      ),
  });
}

async function targetOf(walk: CommitWalk, link: string): Promise<LinkTarget> {
  try {
    await walk.folder(link);
    return 'folder';
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    if (error.code !== 'absent') return error.code === 'outside' ? 'outside' : 'nowhere';
    // The link leads to something, and that is no folder.
    return 'file';
  }
}

/** Passes the outcome of a promise to a callback in Node's style; `none` goes with an error, where nobody looks at it. */
function settle<Found, Result>(
  promise: Promise<Found>,
  convert: (found: Found) => Result,
  none: Result,
  callback: Callback<Result>,
): void {
  promise.then(
    (found) => callback(null, convert(found)),
    (error: unknown) => callback(asNodeError(error), none),
  );
}

/** The library passes over what is not there, and knows that by Node's code. */
function asNodeError(error: unknown): Error {
  if (error instanceof UnreadableFileError) return Object.assign(new Error(error.message), { code: 'ENOENT' });
  return error instanceof Error ? error : new Error(String(error));
}

const no = (): boolean => false;

function direntOf(name: string, entry: CommitEntry): Entry {
  const mode = modeOf(entry);
  return {
    name,
    isFile: () => mode === FILE_MODE,
    isDirectory: () => mode === FOLDER_MODE,
    isSymbolicLink: () => mode === LINK_MODE,
    isBlockDevice: no,
    isCharacterDevice: no,
    isFIFO: no,
    isSocket: no,
  };
}

function statsOf(entry: CommitEntry): Stats {
  // The constructor of Stats is deprecated, and only the mode is used.
  const stats: unknown = Object.create(Stats.prototype, { mode: { value: modeOf(entry), enumerable: true } });
  if (!(stats instanceof Stats)) throw new TypeError('Stats without its prototype');
  return stats;
}

const NO_STATS = statsOf({ kind: 'unreachable', isFolder: false });

function modeOf(entry: CommitEntry): number {
  switch (entry.kind) {
    case 'file':
      return FILE_MODE;
    case 'link':
      return LINK_MODE;
    case 'folder':
      return FOLDER_MODE;
    case 'unreachable':
      return entry.isFolder ? FOLDER_MODE : FILE_MODE;
  }
}
