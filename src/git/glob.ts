import { Stats } from 'node:fs';
import { relative, sep } from 'node:path';
import fastGlob from 'fast-glob';
import type { CommitEntry, CommitFolder } from './listing.js';

/** What a walk learns of an entry from its folder's listing. */
interface Listed {
  readonly name: string;
  readonly isFile: () => boolean;
  readonly isDirectory: () => boolean;
  readonly isSymbolicLink: () => boolean;
  readonly isBlockDevice: () => boolean;
  readonly isCharacterDevice: () => boolean;
  readonly isFIFO: () => boolean;
  readonly isSocket: () => boolean;
}

type Told<Answer> = (error: Error | null, answer: Answer) => void;

const FOLDER_MODE = 0o040000;
const FILE_MODE = 0o100644;
const LINK_MODE = 0o120000;

/** How the walk asks about a commit: paths are relative to the fleet's root, with `/`. */
export interface CommitWalk {
  /** The folder at a path, links on the way followed. Rejects with Node's error codes. */
  folder(path: string): Promise<CommitFolder>;
  /** The entry at a path; a link at its end is not followed. */
  entry(path: string): Promise<CommitEntry>;
}

/**
 * Paths of a commit that meet the globs. The same library walks the commit that walks the disk, with the same options,
 * so that what a glob means cannot differ between the two.
 */
export async function globCommit(
  walk: CommitWalk,
  root: string,
  globs: readonly string[],
  ignore: readonly string[],
): Promise<readonly string[]> {
  const inside = (path: string): string => relative(root, path).split(sep).join('/');
  function readdir(path: string, options: { withFileTypes: true }, tell: Told<Listed[]>): void;
  function readdir(path: string, tell: Told<string[]>): void;
  function readdir(path: string, ...rest: [unknown, Told<Listed[]>] | [Told<string[]>]): void {
    const folder = walk.folder(inside(path));
    if (rest.length === 1) answer(folder, ({ entries }) => [...entries.keys()], [], rest[0]);
    else answer(folder, ({ entries }) => [...entries].map(([name, entry]) => listed(name, entry)), [], rest[1]);
  }
  const lstat = (path: string, tell: Told<Stats>): void => answer(walk.entry(inside(path)), statsOf, NOTHING, tell);
  const fs = { readdir, lstat };
  const paths = await fastGlob([...globs], {
    cwd: root,
    ignore: [...ignore],
    dot: true,
    followSymbolicLinks: false,
    fs,
  });
  return paths.sort();
}

function answer<Found, Answer>(
  found: Promise<Found>,
  shown: (found: Found) => Answer,
  none: Answer,
  tell: Told<Answer>,
): void {
  found.then(
    (value) => tell(null, shown(value)),
    (error: unknown) => tell(error instanceof Error ? error : new Error(String(error)), none),
  );
}

const no = (): boolean => false;

function listed(name: string, entry: CommitEntry): Listed {
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
  // The constructor of Stats is deprecated; only the mode is asked about.
  const stats: unknown = Object.create(Stats.prototype, { mode: { value: modeOf(entry), enumerable: true } });
  if (!(stats instanceof Stats)) throw new TypeError('Stats without its prototype');
  return stats;
}

/** Goes with an error, where nobody looks at it. */
const NOTHING = statsOf({ kind: 'unreachable', isFolder: false });

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
