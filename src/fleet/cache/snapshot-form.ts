import { posix } from 'node:path';
import { CONNECTOR_TYPES, MIGRATION_STATES, type Connector } from '../connector.js';
import { LANGUAGES } from '../language.js';
import { listOf, numberOf, textOf, textOrNull, type Encoded } from './json.js';
import { bytesOf, type RememberedFile, type Snapshot } from './snapshot.js';
import { decodeWarnings, encodeWarnings } from './warnings.js';

/** The parts of a stored snapshot: fingerprints as they lie in memory, an index in JSON, and the documents. */
export function encodeSnapshot({ fingerprints, searched, files }: Snapshot): readonly (readonly Uint8Array[])[] {
  const bytes = new Uint8Array(fingerprints.buffer, fingerprints.byteOffset, fingerprints.byteLength);
  const index = JSON.stringify([searched, files.map(encodeFile)]);
  return [[bytes], [Buffer.from(index)], files.map(({ document }) => bytesOf(document))];
}

/** The snapshot that was encoded. Throws for anything else. */
export function decodeSnapshot([fingerprints, index, documents]: readonly Buffer[]): Snapshot {
  if (fingerprints === undefined || index === undefined || documents === undefined) throw new Error('a part is missing');
  const encoded: unknown = JSON.parse(index.toString('utf8'));
  const [searched = null, files] = listOf(encoded);
  const decode = decoder(documents);
  return {
    fingerprints: new Float64Array(fingerprints.buffer.slice(fingerprints.byteOffset, fingerprints.byteOffset + fingerprints.byteLength)),
    searched: searched === null ? null : listOf(searched).map(textOf),
    files: listOf(files).map((file) => decode(listOf(file))),
  };
}

function encodeFile({ path, blob, listed, place, outcome, warnings, document }: RememberedFile): readonly Encoded[] {
  const remarks = warnings.length === 0 ? [] : [encodeWarnings(warnings)];
  return [path, blob, listed, place, document.length, typeof outcome === 'string' ? outcome : encodeConnector(outcome), ...remarks];
}

/** Documents lie one after the other, so each starts where the one before it ends. */
function decoder(documents: Buffer): (file: readonly Encoded[]) => RememberedFile {
  let start = 0;
  return ([path, blob, listed, place, length, outcome, warnings = []]) => {
    const metadataPath = textOf(path);
    const document = { bytes: documents, start, length: numberOf(length) };
    start += document.length;
    return {
      path: metadataPath,
      blob: textOf(blob),
      listed: listOf(listed).map(textOf),
      place: numberOf(place),
      outcome: typeof outcome === 'string' ? outcome : decodeConnector(metadataPath, listOf(outcome)),
      warnings: decodeWarnings(warnings),
      document,
    };
  };
}

const DOCKERFILE = 1;
const BUILD_CUSTOMIZATION = 2;

type Known = Omit<Connector, 'data'>;

function encodeConnector(known: Known): readonly Encoded[] {
  const { name, language, type, supportLevel, version, baseImage, migration, hasDockerfile, hasBuildCustomization } = known;
  const files = (hasDockerfile ? DOCKERFILE : 0) | (hasBuildCustomization ? BUILD_CUSTOMIZATION : 0);
  return [name, placeIn(LANGUAGES, language), files, placeIn(CONNECTOR_TYPES, type), supportLevel, version, baseImage, placeIn(MIGRATION_STATES, migration)];
}

function decodeConnector(metadataPath: string, [name, language, files, type, supportLevel, version, baseImage, migration]: readonly Encoded[]): Known {
  const state = MIGRATION_STATES[numberOf(migration)];
  if (state === undefined) throw new Error('an unknown state of migration');
  const has = numberOf(files);
  return {
    name: textOf(name),
    path: posix.dirname(metadataPath),
    metadataPath,
    language: LANGUAGES[numberOf(language)] ?? null,
    hasDockerfile: (has & DOCKERFILE) !== 0,
    hasBuildCustomization: (has & BUILD_CUSTOMIZATION) !== 0,
    type: CONNECTOR_TYPES[numberOf(type)] ?? null,
    supportLevel: textOrNull(supportLevel),
    version: textOrNull(version),
    baseImage: textOrNull(baseImage),
    migration: state,
  };
}

/** Where one of few words stands among them; -1 for none. */
function placeIn<T>(words: readonly T[], word: T | null): number {
  return word === null ? -1 : words.indexOf(word);
}
