import type { MetadataWarning } from '../../metadata/read.js';
import { decodeDocument, encodeDocument, type Encoded } from './encoding.js';
import type { Fingerprint } from './fingerprint.js';
import type { Value } from '../../values/value.js';

/** What is remembered of a fleet between two runs. */
export interface Snapshot {
  /** Listings of folders, by path. */
  readonly folders: ReadonlyMap<string, RememberedFolder>;
  /** Searches for metadata files, by their globs. */
  readonly searches: ReadonlyMap<string, RememberedSearch>;
  /** Readable metadata files, by path. */
  readonly files: ReadonlyMap<string, RememberedFile>;
}

export interface RememberedFolder {
  readonly fingerprint: Fingerprint;
  readonly names: readonly string[];
}

export interface RememberedSearch {
  /** The folders that were listed to answer it, by path, with their fingerprints. */
  readonly folders: readonly (readonly [string, Fingerprint])[];
  readonly found: readonly string[];
}

export interface RememberedFile {
  readonly fingerprint: Fingerprint;
  /** The id that git gives to the same bytes. */
  readonly blob: string;
  readonly document: Value;
  readonly warnings: readonly MetadataWarning[];
}

export const EMPTY_SNAPSHOT: Snapshot = { folders: new Map(), searches: new Map(), files: new Map() };

/** The snapshot as JSON. */
export function encodeSnapshot({ folders, searches, files }: Snapshot): string {
  return JSON.stringify([
    [...folders].map(([path, { fingerprint, names }]) => [path, fingerprint, names]),
    [...searches].map(([globs, search]) => [globs, search.folders, search.found]),
    [...files].map(([path, file]) => [path, file.fingerprint, file.blob, ...encodeDocument(file.document), ...encodeWarnings(file.warnings)]),
  ]);
}

/** The snapshot that was encoded. Throws for anything else. */
export function decodeSnapshot(json: string): Snapshot {
  const encoded: Encoded = listOf(JSON.parse(json));
  const [folders, searches, files] = encoded.map(listOf);
  return {
    folders: new Map(mapped(folders, ([path, fingerprint, names]) => [textOf(path), { fingerprint: textOf(fingerprint), names: listOf(names).map(textOf) }])),
    searches: new Map(mapped(searches, ([globs, listed, found]) => [textOf(globs), { folders: listOf(listed).map(folderOf), found: listOf(found).map(textOf) }])),
    files: new Map(mapped(files, ([path, ...file]) => [textOf(path), fileOf(file)])),
  };
}

function encodeWarnings(warnings: readonly MetadataWarning[]): readonly Encoded[] {
  return warnings.length === 0 ? [] : [warnings.map(({ message, line, column }) => [message, line, column])];
}

function fileOf([fingerprint, blob, kind, document = null, warnings = []]: readonly Encoded[]): RememberedFile {
  return { fingerprint: textOf(fingerprint), blob: textOf(blob), document: decodeDocument(kind, document), warnings: listOf(warnings).map(warningOf) };
}

function warningOf(encoded: Encoded): MetadataWarning {
  const [message, line, column] = listOf(encoded);
  return { code: 'duplicate-key', message: textOf(message), line: numberOf(line), column: numberOf(column) };
}

function folderOf(encoded: Encoded): readonly [string, Fingerprint] {
  const [path, fingerprint] = listOf(encoded);
  return [textOf(path), textOf(fingerprint)];
}

function mapped<T>(items: readonly Encoded[] | undefined, read: (item: readonly Encoded[]) => T): readonly T[] {
  return listOf(items).map((item) => read(listOf(item)));
}

function listOf(encoded: unknown): readonly Encoded[] {
  if (!Array.isArray(encoded)) throw new Error('expected a list');
  const list: readonly Encoded[] = encoded;
  return list;
}

function textOf(encoded: unknown): string {
  if (typeof encoded !== 'string') throw new Error('expected text');
  return encoded;
}

function numberOf(encoded: unknown): number {
  if (typeof encoded !== 'number') throw new Error('expected a number');
  return encoded;
}
