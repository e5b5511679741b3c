import { posix } from 'node:path';
import type { FleetReader } from '../io/fleet-reader.js';
import { UnreadableFileError } from '../io/unreadable-file.js';
import { counted } from '../text/plural.js';
import { BuildRefusal, type ContextFile } from './plan.js';

const MOST_FILES = 20_000;
const MOST_BYTES = 256 * 1024 * 1024;
const DEEPEST = 40;

/** Folders that no image needs: what is secret, what tests, and what tools leave behind. */
const LEFT_OUT = [
  /^\.?secrets$/,
  /^(?:unit|integration)_tests$/,
  /^\.git$/,
  /^\.?venv$/,
  /^__pycache__$/,
  /^\.(?:pytest|mypy|ruff)_cache$/,
];
/** Whether a path leads through a folder that no image needs. */
export function isLeftOut(path: string): boolean {
  return path.split('/').some((part) => LEFT_OUT.some((pattern) => pattern.test(part)));
}

const COMPILED = /\.py[co]$/;

/** Collects the files of one connector's context, within limits. Throws `BuildRefusal` for what cannot be copied. */
export class FileCollector {
  readonly #collected = new Map<string, ContextFile>();
  #bytes = 0;

  constructor(private readonly reader: FleetReader) {}

  /** In the order of their paths, so that the same files give the same context. */
  get files(): readonly ContextFile[] {
    return [...this.#collected.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** The bytes of a file of `folder`, or null where there is none. */
  read(folder: string, name: string): Buffer | null {
    return this.#read(folder, `${folder}/${name}`)?.bytes ?? null;
  }

  /** Copies a file of `folder`; false where there is none. */
  addFile(folder: string, name: string, target: string): boolean {
    const file = this.#read(folder, `${folder}/${name}`);
    if (file === null) return false;
    this.add({ path: target, bytes: file.bytes, mode: file.mode });
    return true;
  }

  /** Copies a folder with all below it; false where there is none, or nothing in it. */
  addFolder(folder: string, target: string): boolean {
    return this.#addFolder(folder, folder, target, 0) > 0;
  }

  add(file: ContextFile): void {
    this.#collected.set(file.path, file);
    this.#bytes += file.bytes.length;
    if (this.#collected.size > MOST_FILES) throw new BuildRefusal(`it copies more than ${counted(MOST_FILES, 'file')}`);
    if (this.#bytes > MOST_BYTES) throw new BuildRefusal(`it copies more than ${MOST_BYTES} bytes`);
  }

  #addFolder(within: string, folder: string, target: string, depth: number): number {
    if (depth > DEEPEST) throw new BuildRefusal(`${folder} is nested more than ${DEEPEST} folders deep`);
    let count = 0;
    for (const entry of this.#entries(folder)) {
      const path = `${folder}/${entry.name}`;
      if (isLeftOut(entry.name) || COMPILED.test(entry.name)) continue;
      if (entry.isDirectory()) {
        count += this.#addFolder(within, path, `${target}/${entry.name}`, depth + 1);
      } else {
        const file = this.#read(within, path);
        if (file === null) throw new BuildRefusal(`${path} went away while it was read`);
        this.add({ path: `${target}/${entry.name}`, bytes: file.bytes, mode: file.mode });
        count++;
      }
    }
    return count;
  }

  #entries(folder: string): ReturnType<FleetReader['entries']> {
    try {
      if (this.reader.target(folder) !== folder) throw new BuildRefusal(`${folder} is a link, and is not followed`);
      return this.reader.entries(folder);
    } catch (error) {
      if (isAbsent(error)) return [];
      throw refusalOf(folder, error);
    }
  }

  /** A link is followed within the folder that is copied: what lies elsewhere is not part of it. */
  #read(within: string, path: string): { readonly bytes: Buffer; readonly mode: number } | null {
    try {
      const target = this.reader.target(path);
      if (target !== path && !target.startsWith(`${within}/`))
        throw new BuildRefusal(`${path} is a link that leaves ${posix.basename(within)}`);
      if (target !== path && isLeftOut(target))
        throw new BuildRefusal(`${path} is a link to ${target}, which is not copied`);
      const { bytes, stats } = this.reader.read(path);
      return { bytes, mode: (stats.mode & 0o111) === 0 ? 0o644 : 0o755 };
    } catch (error) {
      if (isAbsent(error)) return null;
      throw refusalOf(path, error);
    }
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof UnreadableFileError && error.code === 'absent';
}

function refusalOf(path: string, error: unknown): unknown {
  return error instanceof UnreadableFileError ? new BuildRefusal(`${path} ${error.message}`) : error;
}
