import { FleetReader } from '../../io/fleet-reader.js';
import { METADATA_LIMITS } from '../../metadata/result.js';
import { type FileTree, workTree } from '../file-tree.js';
import type { FleetConfig } from '../config.js';
import { findMetadata, isIgnoredUpToDate } from '../find-metadata.js';
import type { Connector } from '../connector.js';
import { type Probed, probeFolder, withFolders } from '../folder-facts.js';
import {
  type Fleet,
  FILES_AT_ONCE,
  type OnProgress,
  type FileContent,
  type ParseFile,
  type ScannedFile,
  blockedFolder,
  fleetFrom,
  nextTurn,
  opened,
  parseMetadata,
  scannedFile,
  unansweredByGit,
} from '../scan.js';
import type { FleetIndex, FolderProbe, FolderStat, IndexEntry, Search } from './index-format.js';
import { RACY_WINDOW_MS, isUpToDate, statDataFrom, statDataOf } from './stat-data.js';

/** The index is written anew when more than this share of its entries has changed; until then these are read again. */
const WORTH_STORING = 1 / 1_000;

/** A work tree that is read only where it may have changed since its index was written. */
export class IndexedWorkTree {
  readonly #root: string;
  readonly #config: FleetConfig;
  readonly #tree: FileTree;
  readonly #reader: FleetReader;
  readonly #index: FleetIndex;
  readonly #racyWindowMs: number;
  /** The entries as of now, by path. */
  #entries: Map<string, IndexEntry>;
  #searched: FleetIndex['searched'];
  /** Entries that were read or probed anew in this run. */
  readonly #changed = new Set<string>();
  /** Whether files were added or removed, or the search was made anew. */
  #isRestructured = false;

  constructor(root: string, config: FleetConfig, index: FleetIndex, racyWindowMs = RACY_WINDOW_MS) {
    this.#root = root;
    this.#config = config;
    this.#tree = workTree(root);
    this.#reader = new FleetReader(root);
    this.#index = index;
    this.#racyWindowMs = racyWindowMs;
    this.#entries = new Map(index.entries.map((entry) => [entry.path, entry]));
    this.#searched = index.searched;
  }

  /** The fleet as the work tree is now. */
  async scan(onProgress?: OnProgress): Promise<Fleet> {
    const upToDate = this.#index.entries.filter(({ path, stat }) => isUpToDate(`${this.#root}/${path}`, stat));
    if (upToDate.length === this.#index.entries.length && (await this.#isSearchUpToDate())) {
      return this.#fleetFrom(upToDate.map(({ path, content }) => scannedFile(path, this.#config, content)));
    }
    return this.#refresh(new Set(upToDate), onProgress);
  }

  /** The connectors with what their folders hold: as the index has it where that still holds, else listed now. */
  async probe(connectors: readonly Connector[]): Promise<Probed> {
    return withFolders(connectors, async (connector) => (await this.#probe(connector)).facts);
  }

  /** The index as of now, to be stored; null where the old one is still good enough. */
  updated(): FleetIndex | null {
    const entries = [...this.#entries.values()];
    if (entries.length === 0) return null;
    if (!this.#isRestructured && this.#changed.size <= entries.length * WORTH_STORING) return null;
    return { searched: this.#searched, entries };
  }

  async #isSearchUpToDate(): Promise<boolean> {
    const { searched, entries } = this.#index;
    if (searched === null || !this.#areUpToDate(searched.folders)) return false;
    const paths = entries.map(({ path }) => path);
    return isIgnoredUpToDate(this.#root, this.#config, paths, searched.ignored);
  }

  #areUpToDate(folders: readonly FolderStat[]): boolean {
    return folders.every(({ folder, stat }) => isUpToDate(`${this.#root}/${folder}`, stat));
  }

  async #refresh(upToDate: ReadonlySet<IndexEntry>, onProgress?: OnProgress): Promise<Fleet> {
    // Before a folder is listed, so that a change in between shows the next time.
    const listed: FolderStat[] = [];
    const tree = workTree(this.#root, (folder) => listed.push(this.#folderStat(folder)));
    const { paths, blocked, ignored, problem } = await findMetadata(tree, this.#config);
    const entries = new Map<string, IndexEntry>();
    const scanned = [...blocked.map(blockedFolder), ...unansweredByGit(problem)];
    for (const [index, path] of paths.entries()) {
      const old = this.#entries.get(path);
      const isOld = old !== undefined && upToDate.has(old);
      const { content, entry } = isOld ? { content: old.content, entry: old } : await this.#read(path, old);
      scanned.push(scannedFile(path, this.#config, content));
      if (entry !== null) entries.set(path, entry);
      if (!isOld) this.#changed.add(path);
      if (onProgress === undefined || index % FILES_AT_ONCE !== 0) continue;
      onProgress(index, paths.length);
      await nextTurn();
    }
    // What could not be opened has no entry to tell that it is still there.
    const isWhole = entries.size === paths.length && blocked.length === 0 && problem === null;
    const searched = isWhole ? { folders: listed, ignored } : null;
    const isSameSearch = searched === null ? this.#searched === null : this.#isStored(searched);
    this.#isRestructured = !isSameSearch || entries.size !== this.#entries.size;
    this.#searched = searched;
    this.#entries = entries;
    return this.#fleetFrom(scanned);
  }

  #isStored({ ignored }: Search): boolean {
    const { searched } = this.#index;
    return searched !== null && isEqual(searched.ignored, ignored) && this.#areUpToDate(searched.folders);
  }

  /** Reads a file anew; there is no entry for one that cannot be opened. */
  async #read(path: string, old: IndexEntry | undefined): Promise<{ content: FileContent; entry: IndexEntry | null }> {
    let read: Pick<IndexEntry, 'stat' | 'objectId'> | undefined;
    const content = await opened(path, () => {
      const takenAt = Date.now();
      const { bytes, stats } = this.#reader.read(path, METADATA_LIMITS.bytes);
      const stat = statDataFrom(stats, takenAt, this.#racyWindowMs);
      const objectId = objectIdOf(bytes);
      read = { stat, objectId };
      // The same bytes under new times: a checkout, a touch, or a file that had only just been written.
      return old?.objectId === objectId ? Promise.resolve(old.content) : parseMetadata(bytes, path, this.#config);
    });
    const entry = read === undefined ? null : { path, stat: read.stat, objectId: read.objectId, content, probe: null };
    return { content, entry };
  }

  async #probe(connector: Connector): Promise<FolderProbe> {
    const entry = this.#entries.get(connector.metadataPath);
    const known = entry?.probe ?? null;
    if (known !== null && this.#areUpToDate(known.listed)) return known;
    const listed: FolderStat[] = [];
    const facts = await probeFolder(connector, (folder) => {
      listed.push(this.#folderStat(folder));
      return this.#tree.entries(folder);
    });
    const probe = { facts, listed };
    if (entry !== undefined) {
      this.#entries.set(entry.path, { ...entry, probe });
      this.#changed.add(entry.path);
    }
    return probe;
  }

  #folderStat(folder: string): FolderStat {
    return { folder, stat: statDataOf(`${this.#root}/${folder}`, this.#racyWindowMs) };
  }

  #fleetFrom(scanned: readonly ScannedFile[]): Fleet {
    return fleetFrom(this.#tree, this.#config, scanned);
  }
}

function isEqual(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, index) => text === others[index]);
}

/** Parses a file of a commit, unless an earlier run has parsed the same object under the same path. */
export function parseFromObjects(tree: ObjectTree, config: FleetConfig, index: () => FleetIndex): ParseFile {
  let known: ReadonlyMap<string, IndexEntry> | undefined;
  return async (path) => {
    known ??= new Map(index().entries.map((entry) => [entry.path, entry]));
    const entry = known.get(path);
    if (entry?.objectId === (await tree.blobId(path))) return entry.content;
    return parseMetadata(await tree.read(path, METADATA_LIMITS.bytes), path, config);
  };
}

/** A tree that knows the object ids of its files before it reads them. */
export interface ObjectTree extends FileTree {
  blobId(path: string): Promise<string | null>;
}

/**
 * The id that git gives to these bytes. Node's cryptography takes longer to load than a fleet's index to read, and an
 * `import` of it would load all that it exports.
 */
function objectIdOf(bytes: Uint8Array): string {
  const { hash } = process.getBuiltinModule('node:crypto');
  return hash('sha1', Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]));
}
