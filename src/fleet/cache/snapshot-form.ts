import { FINGERPRINT_LENGTH } from './fingerprint.js';
import { encodeRecord } from './file-record.js';
import { listOf, numberOf, textOf, type Encoded } from './json.js';
import {
  COLUMNS,
  DOCUMENT_END,
  FOLDER_PLACE,
  RECORD_END,
  RememberedFile,
  SUPPORT_LEVEL,
  type StoredFiles,
} from './remembered-file.js';
import { bytesOf, type SeenWhole, type Sighting } from './seen.js';
import type { Snapshot } from './snapshot.js';

/**
 * The parts of a stored snapshot: fingerprints and columns of numbers as they lie in memory, an index in JSON, and, to be
 * decoded file by file when somebody asks, records and documents.
 */
export function encodeSnapshot({ searched, files }: Sighting): readonly (readonly Uint8Array[])[] {
  const levels = new Map<string, number>();
  const levelOf = (level: string): number => levels.get(level) ?? levels.set(level, levels.size + 1).size;
  const numbers = new Uint32Array(files.length * COLUMNS);
  const records = files.map((file) => Buffer.from(encodeRecord(file)));
  let [recordEnd, documentEnd, folderPlace] = [0, 0, (searched?.length ?? 0) + files.length];
  for (const [index, { outcome, document, surroundings }] of files.entries()) {
    const at = index * COLUMNS;
    numbers[at + RECORD_END] = recordEnd += records[index]?.length ?? 0;
    numbers[at + DOCUMENT_END] = documentEnd += document.length;
    numbers[at + FOLDER_PLACE] = folderPlace;
    numbers[at + SUPPORT_LEVEL] =
      typeof outcome === 'string' || outcome.supportLevel === null ? 0 : levelOf(outcome.supportLevel);
    folderPlace += surroundings?.folders.length ?? 0;
  }
  const placesWhere = (holds: (file: SeenWhole) => boolean): readonly number[] =>
    files.flatMap((file, index) => (holds(file) ? [index] : []));
  const index: Encoded = [
    searched?.map(([folder]) => folder) ?? null,
    [...levels.keys()],
    placesWhere(({ outcome }) => typeof outcome === 'string'),
    placesWhere(({ warnings }) => warnings.length > 0),
    files.map(({ path }) => path),
  ];
  return [
    [viewOf(fingerprintsOf({ searched, files }))],
    [viewOf(numbers)],
    [Buffer.from(JSON.stringify(index))],
    records,
    files.map(({ document }) => bytesOf(document)),
  ];
}

/** The snapshot that was encoded. Throws for anything else. */
export function decodeSnapshot([
  fingerprintBytes,
  numberBytes,
  indexBytes,
  records,
  documents,
]: readonly Buffer[]): Snapshot {
  if (
    fingerprintBytes === undefined ||
    numberBytes === undefined ||
    indexBytes === undefined ||
    records === undefined ||
    documents === undefined
  )
    throw new Error('a part is missing');
  const [searched = null, levels, unreadable, remarked, paths] = listOf(JSON.parse(indexBytes.toString('utf8')));
  const fingerprints = new Float64Array(copyOf(fingerprintBytes));
  const folders = searched === null ? null : listOf(searched).map(textOf);
  const stored: StoredFiles = {
    fingerprints,
    firstPlace: folders?.length ?? 0,
    numbers: new Uint32Array(copyOf(numberBytes)),
    levels: listOf(levels).map(textOf),
    records,
    documents,
  };
  const files = listOf(paths).map((path, index) => new RememberedFile(stored, index, textOf(path)));
  const filesAt = (places: unknown): ReadonlySet<RememberedFile> =>
    new Set(listOf(places).flatMap((place) => files[numberOf(place)] ?? []));
  return { fingerprints, searched: folders, files, unreadable: filesAt(unreadable), remarked: filesAt(remarked) };
}

function fingerprintsOf({ searched, files }: Sighting): Float64Array {
  const all = [
    ...(searched ?? []).map(([, fingerprint]) => fingerprint),
    ...files.map(({ fingerprint }) => fingerprint),
  ];
  for (const { surroundings } of files)
    for (const [, fingerprint] of surroundings?.folders ?? []) all.push(fingerprint);
  const numbers = new Float64Array(all.length * FINGERPRINT_LENGTH);
  for (const [index, fingerprint] of all.entries()) numbers.set(fingerprint, index * FINGERPRINT_LENGTH);
  return numbers;
}

function viewOf({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Numbers have to stand at even places, which those of a part of a file need not. */
function copyOf({ buffer, byteOffset, byteLength }: Buffer): ArrayBufferLike {
  return buffer.slice(byteOffset, byteOffset + byteLength);
}
