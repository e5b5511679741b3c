import { posix } from 'node:path';
import { ObjectReader } from './cat-file.js';
import type { CommitWalk } from './glob.js';
import { type CommitEntry, type CommitFolder, lsTree } from './ls-tree.js';
import { MAX_FILE_BYTES } from '../io/fleet-reader.js';
import { absent, isDangling, isFolder, isTooLarge, leadsOutside } from '../io/unreadable-file.js';
import { type ResolvedEntry, resolvePath } from './resolve-path.js';

const MAX_TARGET_BYTES = 4096;

/**
 * The files of one commit, by paths relative to a folder of the repository. Methods reject with an
 * `UnreadableFileError` where a path leads to nothing, out of that folder, or not to what was asked for.
 */
export class CommitReader implements CommitWalk {
  readonly #top: CommitFolder;
  readonly #prefix: string;
  readonly #objects: ObjectReader;

  private constructor(top: CommitFolder, prefix: string, objects: ObjectReader) {
    this.#top = top;
    this.#prefix = prefix;
    this.#objects = objects;
  }

  /**
   * @param commit full id
   * @param prefix the folder that paths are relative to, from the top of the repository; empty for the top itself
   */
  static async open(root: string, commit: string, prefix: string): Promise<CommitReader> {
    return CommitReader.of(root, await lsTree(root, commit), prefix);
  }

  /** @param top the tree, from the top of the repository; its blobs are read from there */
  static of(root: string, top: CommitFolder, prefix: string): CommitReader {
    return new CommitReader(top, prefix, new ObjectReader(root));
  }

  async folder(path: string): Promise<CommitFolder> {
    const resolved = await this.#resolve(this.#fromTop(path));
    if (resolved.kind !== 'folder') throw absent(path);
    return resolved;
  }

  async entry(path: string): Promise<CommitEntry> {
    const whole = this.#fromTop(path);
    if (whole === '.') return this.#top;
    const folder = await this.#resolve(posix.dirname(whole));
    if (folder.kind !== 'folder') throw absent(path);
    const entry = folder.entries.get(posix.basename(whole));
    if (entry === undefined) throw absent(path);
    return entry;
  }

  /** The id of a file's blob. */
  async blobId(path: string): Promise<string> {
    const resolved = await this.#resolve(this.#fromTop(path));
    if (resolved.kind === 'folder') throw isFolder();
    return resolved.blob;
  }

  async read(path: string, limit = MAX_FILE_BYTES): Promise<Uint8Array> {
    const { bytes, size } = await this.#objects.read(await this.blobId(path));
    // Of a blob that is larger than any file may be, the reader gives the size alone.
    if (size > limit || bytes.length < size) throw isTooLarge(limit, size);
    return bytes;
  }

  /** Ends the git process behind the reader. */
  close(): Promise<void> {
    return this.#objects.close();
  }

  #resolve(path: string): Promise<ResolvedEntry> {
    return resolvePath(this.#top, this.#prefix, path, async (blob) => {
      const { bytes, size } = await this.#objects.read(blob);
      // No system makes a link of more: a checkout would fail there.
      if (size > MAX_TARGET_BYTES) throw isDangling();
      return Buffer.from(bytes).toString();
    });
  }

  /** As `path.join` on disk: `..` is taken out of the text before any link is looked at. */
  #fromTop(path: string): string {
    const inside = posix.normalize(path);
    if (inside === '..' || inside.startsWith('../')) throw leadsOutside();
    return posix.join(this.#prefix, inside);
  }
}
