import { posix } from 'node:path';
import { leadsOutside, noSuchFile, notAFolder } from './file-errors.js';
import { follow, type Reached } from './follow.js';
import type { CommitWalk } from './glob.js';
import type { CommitEntry, CommitFolder } from './listing.js';
import type { GitObjects } from './objects.js';

/** The entries of one commit, by paths relative to a folder of the repository. */
export class CommitFiles implements CommitWalk {
  readonly #top: CommitFolder;
  readonly #prefix: string;
  readonly #targetOf: (blob: string) => Promise<string>;

  /** @param prefix the folder that paths are relative to, from the top of the repository; empty for the top itself */
  constructor(top: CommitFolder, prefix: string, objects: GitObjects) {
    this.#top = top;
    this.#prefix = prefix;
    this.#targetOf = async (blob) => Buffer.from((await objects.read(blob)).bytes).toString();
  }

  /** What the path leads to, links followed. Rejects with a `CommitFileError`. */
  reach(path: string): Promise<Reached> {
    return follow(this.#top, this.#fromTop(path), this.#targetOf);
  }

  async folder(path: string): Promise<CommitFolder> {
    const reached = await this.reach(path);
    if (reached.kind !== 'folder') throw notAFolder(path);
    return reached;
  }

  async entry(path: string): Promise<CommitEntry> {
    const whole = this.#fromTop(path);
    if (whole === '.') return this.#top;
    const folder = await follow(this.#top, posix.dirname(whole), this.#targetOf);
    if (folder.kind !== 'folder') throw notAFolder(path);
    const entry = folder.entries.get(posix.basename(whole));
    if (entry === undefined) throw noSuchFile(path);
    return entry;
  }

  /** As `path.join` on disk: `..` is taken out of the text before any link is looked at. */
  #fromTop(path: string): string {
    const whole = posix.join(this.#prefix, path);
    if (whole === '..' || whole.startsWith('../')) throw leadsOutside(path);
    return whole;
  }
}
