import type { MetadataWarning } from '../../metadata/result.js';
import { CONNECTOR_TYPES, type ConnectorType, type FolderFacts, LANGUAGES, type Language } from '../connector.js';
import type { FileContent, MetadataContent } from '../scan.js';
import { EncodedMapping, encodeValue } from '../value-codec.js';
import type { StatData } from './stat-data.js';

/** Raise it whenever the lines below change their form. */
const FORMAT = 5;

/** What is remembered of a fleet's work tree between two runs. */
export interface FleetIndex {
  /** How the metadata files were found. Null where the search has to be made anew. */
  readonly searched: Search | null;
  /** In the order of their paths. */
  readonly entries: readonly IndexEntry[];
}

/** What the outcome of a search depends on. */
export interface Search {
  /** The folders that were listed. */
  readonly folders: readonly FolderStat[];
  /** What was found, and left out because git ignores it. */
  readonly ignored: readonly string[];
}

/** A folder, relative to the fleet's root, and its stat data from before it was listed. */
export interface FolderStat {
  readonly folder: string;
  readonly stat: StatData;
}

/** One metadata file: what holds as long as its stat data does. */
export interface IndexEntry {
  /** The metadata file, relative to the root. */
  readonly path: string;
  readonly stat: StatData;
  /** The object id that git gives to the same bytes. */
  readonly objectId: string;
  /** What the file says, or why it says nothing. */
  readonly content: FileContent;
  /** Null where no request has needed it. */
  readonly probe: FolderProbe | null;
}

/** Folder facts, which hold as long as the stat data of the folders that were listed for them. */
export interface FolderProbe {
  readonly facts: FolderFacts;
  readonly listed: readonly FolderStat[];
}

/** What an index says of itself in its first line. */
export interface IndexHeader {
  /** The version of fleetq that wrote it. Another version may read metadata otherwise, so it leaves the file alone. */
  readonly version: string;
  /** The fleet: its root, and what of its configuration decides what is read. */
  readonly fleet: string;
  readonly entries: number;
}

/**
 * The index as lines. The first is the header with the searched folders, in JSON; then one for each entry: its fields
 * as a JSON array and, after a tab, the metadata in `encodeValue`'s form. Neither holds a raw tab or line break.
 */
export function* encodeIndex(index: FleetIndex, { version, fleet }: Omit<IndexHeader, 'entries'>): Generator<string> {
  const searched = index.searched?.folders.map(({ folder, stat }) => [folder, ...stat]) ?? null;
  const ignored = index.searched?.ignored ?? [];
  yield `${JSON.stringify({ fleetqIndex: FORMAT, version, fleet, entries: index.entries.length, searched, ignored })}\n`;
  for (const entry of index.entries) yield encodeEntry(entry);
}

function encodeEntry({ path, stat, objectId, content, probe }: IndexEntry): string {
  const folder = probe === null ? null : encodeProbe(probe);
  if ('error' in content) return `${JSON.stringify([path, ...stat, objectId, folder, content.error])}\n`;
  const { type, supportLevel, version, baseImage, hasBuildOptions } = content.fields;
  const warnings = content.warnings.map(({ message, line, column }) => [message, line, column]);
  const fields = [type, supportLevel, version, baseImage, hasBuildOptions, warnings];
  const { metadata } = content;
  const encoded =
    metadata instanceof EncodedMapping
      ? metadata.bytes.toString('utf8', metadata.start, metadata.end)
      : encodeValue(metadata);
  return `${JSON.stringify([path, ...stat, objectId, folder, null, ...fields])}\t${encoded}\n`;
}

function encodeProbe({ facts, listed }: FolderProbe): readonly unknown[] {
  const { language, hasDockerfile, hasBuildCustomization } = facts;
  return [language, hasDockerfile, hasBuildCustomization, ...listed.map(({ folder, stat }) => [folder, ...stat])];
}

const LINE_FEED = 0x0a;
const TAB = 0x09;

/** The first line of an index; null for any other line. */
export function decodeHeader(line: string): (IndexHeader & { readonly searched: FleetIndex['searched'] }) | null {
  const header: unknown = JSON.parse(line);
  if (typeof header !== 'object' || header === null || !('fleetqIndex' in header)) return null;
  const { fleetqIndex, version, fleet, entries, searched, ignored }: Partial<Record<string, unknown>> = { ...header };
  if (fleetqIndex !== FORMAT) return null;
  return {
    version: text(version),
    fleet: text(fleet),
    entries: number(entries),
    searched: searched === null ? null : { folders: list(searched).map(folderStat), ignored: list(ignored).map(text) },
  };
}

/**
 * The index that the bytes hold; null where they hold another fleet's, or another version wrote them.
 *
 * @throws Error where they are no index
 */
export function decodeIndex(bytes: Buffer, { version, fleet }: Omit<IndexHeader, 'entries'>): FleetIndex | null {
  let start = bytes.indexOf(LINE_FEED) + 1;
  const header = decodeHeader(bytes.toString('utf8', 0, start));
  if (header?.version !== version || header.fleet !== fleet) return null;
  const entries: IndexEntry[] = [];
  while (start < bytes.length) {
    const end = bytes.indexOf(LINE_FEED, start);
    if (end === -1) throw new Error('the last line does not end');
    entries.push(decodeEntry(bytes, start, end));
    start = end + 1;
  }
  if (entries.length !== header.entries) throw new Error('entries are missing');
  return { searched: header.searched, entries };
}

function decodeEntry(bytes: Buffer, start: number, end: number): IndexEntry {
  const tab = bytes.indexOf(TAB, start);
  const isError = tab === -1 || tab > end;
  const parts = list(JSON.parse(bytes.toString('utf8', start, isError ? end : tab)));
  const [path, size, inode, mtimeMs, ctimeMs, objectId, folder, error, ...fields] = parts;
  return {
    path: text(path),
    stat: [statNumber(size), statNumber(inode), statNumber(mtimeMs), statNumber(ctimeMs)],
    objectId: text(objectId),
    content: isError ? { error: text(error) } : decodeContent(fields, new EncodedMapping(bytes, tab + 1, end)),
    probe: folder === null ? null : decodeProbe(list(folder)),
  };
}

function decodeContent(parts: readonly unknown[], metadata: EncodedMapping): MetadataContent {
  const [type, supportLevel, version, baseImage, hasBuildOptions, warnings] = parts;
  return {
    fields: {
      type: type === null ? null : oneOf<ConnectorType>(CONNECTOR_TYPES, type),
      supportLevel: textOrNull(supportLevel),
      version: textOrNull(version),
      baseImage: textOrNull(baseImage),
      hasBuildOptions: boolean(hasBuildOptions),
    },
    metadata,
    warnings: list(warnings).map(warning),
  };
}

function warning(json: unknown): MetadataWarning {
  const [message, line, column] = list(json);
  return { code: 'duplicate-key', message: text(message), line: number(line), column: number(column) };
}

function decodeProbe([language, hasDockerfile, hasBuildCustomization, ...listed]: readonly unknown[]): FolderProbe {
  return {
    facts: {
      language: language === null ? null : oneOf<Language>(LANGUAGES, language),
      hasDockerfile: boolean(hasDockerfile),
      hasBuildCustomization: boolean(hasBuildCustomization),
    },
    listed: listed.map(folderStat),
  };
}

function folderStat(json: unknown): FolderStat {
  const [folder, size, inode, mtimeMs, ctimeMs] = list(json);
  return {
    folder: text(folder),
    stat: [statNumber(size), statNumber(inode), statNumber(mtimeMs), statNumber(ctimeMs)],
  };
}

// A stored file is input like any other: each of these throws for a value of another kind.

function list(json: unknown): readonly unknown[] {
  if (!Array.isArray(json)) throw new Error('expected a list');
  return json;
}

function text(json: unknown): string {
  if (typeof json !== 'string') throw new Error('expected text');
  return json;
}

function textOrNull(json: unknown): string | null {
  return json === null ? null : text(json);
}

function number(json: unknown): number {
  if (typeof json !== 'number') throw new Error('expected a number');
  return json;
}

/** JSON has no NaN: racy stat data is written as null. */
function statNumber(json: unknown): number {
  return json === null ? NaN : number(json);
}

function boolean(json: unknown): boolean {
  if (typeof json !== 'boolean') throw new Error('expected true or false');
  return json;
}

function oneOf<T extends string>(words: readonly T[], json: unknown): T {
  const found = words.find((word) => word === json);
  if (found === undefined) throw new Error(`expected one of ${words.join(', ')}`);
  return found;
}
