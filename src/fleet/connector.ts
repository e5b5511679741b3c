import { type Mapping, type Value, getKey, isMapping } from '../values/value.js';

export const CONNECTOR_TYPES = ['source', 'destination'] as const;
export type ConnectorType = (typeof CONNECTOR_TYPES)[number];

/** The support levels of the specification. Metadata may hold others: a level is a string until somebody filters by it. */
export const SUPPORT_LEVELS = ['certified', 'community', 'archived', 'incubating', 'enterprise'] as const;

/**
 * How far a connector has come: `migrated` has a base image and no Dockerfile, `unmigrated` has no
 * `connectorBuildOptions` at all, `partial` is anything between.
 */
export const MIGRATION_STATES = ['migrated', 'partial', 'unmigrated'] as const;
export type MigrationState = (typeof MIGRATION_STATES)[number];

/** What a connector is called and where it is. */
export interface ConnectorLocation {
  readonly name: string;
  /** The connector's folder, relative to the root. */
  readonly path: string;
  /** The metadata file, relative to the root. */
  readonly metadataPath: string;
}

/** What the files around the metadata say. */
export interface FolderFacts {
  readonly language: Language | null;
  readonly hasDockerfile: boolean;
  readonly hasBuildCustomization: boolean;
}

/** What fleetq itself needs from the metadata; whatever is not of the expected type counts as absent. */
export interface MetadataFields {
  readonly type: ConnectorType | null;
  readonly supportLevel: string | null;
  readonly version: string | null;
  readonly baseImage: string | null;
  readonly hasBuildOptions: boolean;
}

/** One connector: what the scanner knows, and its metadata, which nobody has vouched for. */
export interface Connector extends ConnectorLocation, FolderFacts, Omit<MetadataFields, 'hasBuildOptions'> {
  readonly migration: MigrationState;
  /** The mapping under the config's data key. */
  readonly data: Mapping;
}

export function extractFields(data: Mapping, name: string): MetadataFields {
  const options = getKey(data, 'connectorBuildOptions') ?? null;
  return {
    type: typeOf(data, name),
    supportLevel: textAt(data, 'supportLevel'),
    version: textAt(data, 'dockerImageTag'),
    baseImage: options !== null && isMapping(options) ? textAt(options, 'baseImage') : null,
    hasBuildOptions: options !== null,
  };
}

export function migrationOf(
  { hasBuildOptions, baseImage }: MetadataFields,
  { hasDockerfile }: FolderFacts,
): MigrationState {
  if (!hasBuildOptions) return 'unmigrated';
  return baseImage !== null && !hasDockerfile ? 'migrated' : 'partial';
}

function textAt(data: Mapping, key: string): string | null {
  const value: Value | undefined = getKey(data, key);
  return typeof value === 'string' ? value : null;
}

function typeOf(data: Mapping, name: string): ConnectorType | null {
  const stated = textAt(data, 'connectorType');
  return (
    CONNECTOR_TYPES.find((type) => type === stated) ??
    CONNECTOR_TYPES.find((type) => name.startsWith(`${type}-`)) ??
    null
  );
}

export const LANGUAGES = ['python', 'java', 'low-code', 'manifest-only'] as const;
export type Language = (typeof LANGUAGES)[number];
