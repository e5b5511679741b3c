import {
  type Dirent,
  type Stats,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  readdirSync,
  realpathSync,
} from 'node:fs';
import { posix, relative, sep } from 'node:path';
import { hasCode, reasonOf } from './system-error.js';
import {
  UnreadableFileError,
  absent,
  isDangling,
  isFolder,
  isLoop,
  isTooLarge,
  leadsOutside,
} from './unreadable-file.js';

/** Bytes of one file. Real ones, changelogs of many years among them, are below 300 kB. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** Neither waits for the other end of a FIFO, nor follows a link at the end. Windows has neither flag: there they count as 0. */
const OPEN_SAFELY = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW | constants.O_NOCTTY;

/**
 * Opens the files of a fleet: the one place where a work tree's files are opened. Whatever lies there may have been put
 * there by somebody else: only regular files are read, up to a limit, and only inside the root once links are followed.
 * Paths are relative to the root, with `/`. Methods throw `UnreadableFileError`.
 */
export class FleetReader {
  readonly #root: string;
  /** Real paths of the folders that hold other folders; those of single connectors would be as many as there are files. */
  readonly #realPaths = new Map<string, string>();

  /** @param root absolute path */
  constructor(root: string) {
    this.#root = root;
  }

  /** The contents of a file, and its stats from before they were read. */
  read(path: string, limit = MAX_FILE_BYTES): { readonly bytes: Buffer; readonly stats: Stats } {
    const file = this.#open(path);
    try {
      const stats = fstatSync(file);
      if (!stats.isFile()) throw notRegular(stats);
      if (stats.size > limit) throw isTooLarge(limit, stats.size);
      return { bytes: readAll(file, stats.size, limit), stats };
    } catch (error) {
      throw unreadable(path, error);
    } finally {
      closeSync(file);
    }
  }

  /** Names in a folder. */
  names(folder: string): readonly string[] {
    return this.#list(folder, (path) => readdirSync(path));
  }

  /** What is in a folder. */
  entries(folder: string): readonly Dirent[] {
    return this.#list(folder, (path) => readdirSync(path, { withFileTypes: true }));
  }

  /** Where a path leads once links are followed, relative to the root. Throws where that is nowhere, or outside. */
  target(path: string): string {
    try {
      const whole = normalized(path);
      const link = posix.join(this.#realFolder(posix.dirname(whole)), posix.basename(whole));
      const real = lstatSync(link).isSymbolicLink() ? this.#insideRoot(link) : link;
      return relative(this.#realRoot(), real).split(sep).join('/');
    } catch (error) {
      throw unreadable(path, error);
    }
  }

  #list<T>(folder: string, list: (path: string) => T): T {
    try {
      return list(this.#realFolder(normalized(folder)));
    } catch (error) {
      throw unreadable(folder, error, 'listed');
    }
  }

  #open(asked: string): number {
    try {
      const path = normalized(asked);
      const real = posix.join(this.#realFolder(posix.dirname(path)), posix.basename(path));
      if (process.platform === 'win32') return openSync(this.#insideRoot(real), OPEN_SAFELY);
      try {
        return openSync(real, OPEN_SAFELY);
      } catch (error) {
        // A link at the end; FreeBSD has a code of its own for that.
        if (!hasCode(error, 'ELOOP', 'EMLINK')) throw error;
        return openSync(this.#insideRoot(real), OPEN_SAFELY);
      }
    } catch (error) {
      throw unreadable(asked, error);
    }
  }

  #realFolder(folder: string, isParent = false): string {
    if (folder === '.') return this.#realRoot();
    const known = this.#realPaths.get(folder);
    if (known !== undefined) return known;
    const path = `${this.#realFolder(posix.dirname(folder), true)}/${posix.basename(folder)}`;
    const real = lstatSync(path).isSymbolicLink() ? this.#insideRoot(path) : path;
    if (isParent) this.#realPaths.set(folder, real);
    return real;
  }

  #realRoot(): string {
    const known = this.#realPaths.get('');
    if (known !== undefined) return known;
    const real = realpathSync.native(this.#root);
    this.#realPaths.set('', real);
    return real;
  }

  /** The real path of something in the root. */
  #insideRoot(path: string): string {
    const real = realPathOf(path);
    if (!isInside(this.#realRoot(), real)) throw leadsOutside();
    return real;
  }
}

/** Whether a path is a folder or lies in it; both real and absolute. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The path with `..` taken out of its text, as both `path.join` and git have it. */
function normalized(path: string): string {
  const whole = posix.normalize(path);
  if (whole === '..' || whole.startsWith('../') || whole.startsWith('/')) throw leadsOutside();
  return whole;
}

function realPathOf(link: string): string {
  try {
    return realpathSync.native(link);
  } catch (error) {
    throw hasCode(error, 'ENOENT', 'ENOTDIR') ? isDangling() : error;
  }
}

function readAll(file: number, size: number, limit: number): Buffer {
  // One more than there should be: a file that grew meanwhile shows.
  let bytes = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const read = readSync(file, bytes, length, bytes.length - length, null);
    length += read;
    if (read === 0) return bytes.subarray(0, length);
    if (length > limit) throw isTooLarge(limit);
    if (length === bytes.length) bytes = Buffer.concat([bytes], length * 2);
  }
}

function notRegular(stats: Stats): UnreadableFileError {
  if (stats.isDirectory()) return isFolder();
  const kind = stats.isFIFO() ? 'a FIFO' : stats.isSocket() ? 'a socket' : 'a device';
  return new UnreadableFileError('special', `is ${kind}, not a regular file`);
}

function unreadable(path: string, error: unknown, done: 'read' | 'listed' = 'read'): UnreadableFileError {
  if (error instanceof UnreadableFileError) return error;
  if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE')) return absent(path);
  if (hasCode(error, 'ELOOP')) return isLoop();
  if (hasCode(error, 'EISDIR')) return isFolder();
  // A socket cannot be opened at all.
  if (hasCode(error, 'ENXIO', 'EOPNOTSUPP'))
    return new UnreadableFileError('special', 'is a socket, not a regular file');
  return new UnreadableFileError('denied', `cannot be ${done}: ${reasonOf(error)}`);
}
