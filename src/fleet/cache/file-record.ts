import { posix } from 'node:path';
import type { MetadataWarning } from '../../metadata/result.js';
import { CONNECTOR_TYPES, type FolderFacts, LANGUAGES, type MetadataFields } from '../connector.js';
import { type Encoded, booleanOf, listOf, numberOf, textOf, textOrNull } from './json.js';
import type { SeenWhole } from './seen.js';
import { decodeWarnings, encodeWarnings } from './warnings.js';

/** What is remembered of one file, but for what stands in columns. */
export interface FileRecord extends Omit<MetadataFields, 'supportLevel'> {
  readonly blob: string;
  readonly error: string | null;
  readonly warnings: readonly MetadataWarning[];
  readonly listed: readonly string[];
  readonly around: FolderFacts;
}

const NOTHING_AROUND: FolderFacts = { language: null, hasDockerfile: false, hasBuildCustomization: false };
const NO_FACTS: MetadataFields = {
  type: null,
  supportLevel: null,
  version: null,
  baseImage: null,
  hasBuildOptions: false,
};

export function encodeRecord({ path, blob, outcome, warnings, surroundings }: SeenWhole): string {
  const { type, version, baseImage, hasBuildOptions } = typeof outcome === 'string' ? NO_FACTS : outcome;
  const { language, hasDockerfile, hasBuildCustomization } = surroundings?.around ?? NOTHING_AROUND;
  // All of them stand in or below the connector's folder.
  const above = posix.dirname(path).length;
  const listed = surroundings?.folders.map(([folder]) => folder.slice(above)) ?? [];
  const error = typeof outcome === 'string' ? outcome : null;
  const record: Encoded = [
    blob,
    placeIn(CONNECTOR_TYPES, type),
    version,
    baseImage,
    hasBuildOptions,
    listed,
    placeIn(LANGUAGES, language),
    hasDockerfile,
    hasBuildCustomization,
    ...(error === null && warnings.length === 0 ? [] : [error, encodeWarnings(warnings)]),
  ];
  return JSON.stringify(record);
}

/** The record that was encoded. Throws for anything else. */
export function decodeRecord(text: string, path: string): FileRecord {
  const [
    blob,
    type,
    version,
    baseImage,
    hasBuildOptions,
    listed,
    language,
    hasDockerfile,
    hasBuildCustomization,
    error = null,
    warnings = [],
  ] = listOf(JSON.parse(text));
  const above = posix.dirname(path);
  return {
    blob: textOf(blob),
    type: CONNECTOR_TYPES[numberOf(type)] ?? null,
    version: textOrNull(version),
    baseImage: textOrNull(baseImage),
    hasBuildOptions: booleanOf(hasBuildOptions),
    listed: listOf(listed).map((ending) => above + textOf(ending)),
    around: {
      language: LANGUAGES[numberOf(language)] ?? null,
      hasDockerfile: booleanOf(hasDockerfile),
      hasBuildCustomization: booleanOf(hasBuildCustomization),
    },
    error: textOrNull(error),
    warnings: decodeWarnings(warnings),
  };
}

/** Where one of few words stands among them; -1 for none. */
function placeIn<T>(words: readonly T[], word: T | null): number {
  return word === null ? -1 : words.indexOf(word);
}
