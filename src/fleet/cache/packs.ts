import { join } from 'node:path';
import type { MetadataWarning } from '../../metadata/result.js';
import { cacheFiles, removeFiles, type CacheFile } from './cache-files.js';
import { listOf, numberOf, textOf, type Encoded } from './json.js';
import { bytesOf, type DocumentPlace } from './seen.js';
import { readStored, writeStored } from './stored-file.js';
import { decodeWarnings, encodeWarnings } from './warnings.js';

/** A document that was read once, under the id that git gives to its bytes. */
export interface StoredDocument {
  readonly blob: string;
  readonly warnings: readonly MetadataWarning[];
  readonly document: DocumentPlace;
}

/** What packs say that they are of: documents of any fleet, since equal ids mean equal bytes. */
const SUBJECT = 'documents';

/** With more packs than this, all are put into one. */
const MOST_PACKS = 8;

/** Bytes of documents in one pack; what was read longest ago is left out. */
const LARGEST_PACK = 64 << 20;

/** Every document in the packs of a cache folder, by blob id. */
export function readPacks(folder: string, version: string): Map<string, StoredDocument> {
  const documents = new Map<string, StoredDocument>();
  for (const { path } of packsIn(folder)) for (const stored of read(path, version)) documents.set(stored.blob, stored);
  return documents;
}

/** Stores documents in a pack of their own, so that processes at the same time do not get into each other's way. */
export function addPack(folder: string, version: string, documents: readonly StoredDocument[]): void {
  const packs = packsIn(folder);
  const isFull = packs.length >= MOST_PACKS;
  const older = isFull ? packs.flatMap(({ path }) => read(path, version)).reverse() : [];
  const all = new Map([...documents, ...older].map((stored) => [stored.blob, stored]));
  const kept = within(LARGEST_PACK, [...all.values()]);
  const index = kept.map(({ blob, warnings, document }): Encoded => [blob, document.length, encodeWarnings(warnings)]);
  const parts = [[Buffer.from(JSON.stringify(index))], kept.map(({ document }) => bytesOf(document))];
  const isStored = writeStored(
    join(folder, `${Date.now().toString(36)}-${process.pid}.documents`),
    { version, subject: SUBJECT, documents: kept.length },
    parts,
  );
  if (isStored && isFull) removeFiles(packs);
}

/** Oldest first. */
function packsIn(folder: string): readonly CacheFile[] {
  return cacheFiles(folder).filter(({ kind }) => kind === 'documents');
}

function read(path: string, version: string): readonly StoredDocument[] {
  const [index, documents] = readStored(path, { version, subject: SUBJECT }) ?? [];
  if (index === undefined || documents === undefined) return [];
  try {
    let start = 0;
    return listOf(JSON.parse(index.toString('utf8'))).map((entry) => {
      const [blob, length, warnings = []] = listOf(entry);
      const document = { bytes: documents, start, length: numberOf(length) };
      start += document.length;
      return { blob: textOf(blob), warnings: decodeWarnings(warnings), document };
    });
  } catch {
    return [];
  }
}

function within(bytes: number, documents: readonly StoredDocument[]): readonly StoredDocument[] {
  let sum = 0;
  return documents.filter(({ document }) => (sum += document.length) <= bytes);
}
