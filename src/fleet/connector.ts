import { isMapping, getKey } from '../values/mapping.js';
import type { Mapping, Value } from '../values/value.js';
import type { Language } from './language.js';

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

/** What the files around the metadata say. */
export interface ConnectorFiles {
  readonly name: string;
  /** The connector's folder, relative to the root. */
  readonly path: string;
  /** The metadata file, relative to the root. */
  readonly metadataPath: string;
  readonly language: Language | null;
  readonly hasDockerfile: boolean;
  readonly hasBuildCustomization: boolean;
}

/** One connector: what the scanner knows, and its metadata, which nobody has vouched for. */
export interface Connector extends ConnectorFiles {
  readonly type: ConnectorType | null;
  readonly supportLevel: string | null;
  readonly version: string | null;
  readonly baseImage: string | null;
  readonly migration: MigrationState;
  /** The mapping under the layout's data key. */
  readonly data: Mapping;
}

/** Reads what fleetq itself needs from the metadata; whatever is not of the expected type counts as absent. */
export function connectorFrom(files: ConnectorFiles, data: Mapping): Connector {
  const baseImage = baseImageOf(data);
  return {
    ...files,
    type: typeOf(data, files.name),
    supportLevel: textAt(data, 'supportLevel'),
    version: textAt(data, 'dockerImageTag'),
    baseImage,
    migration: migrationOf(data, baseImage, files.hasDockerfile),
    data,
  };
}

function textAt(data: Mapping, key: string): string | null {
  const value: Value | undefined = getKey(data, key);
  return typeof value === 'string' ? value : null;
}

function baseImageOf(data: Mapping): string | null {
  const options = getKey(data, 'connectorBuildOptions');
  return options !== undefined && isMapping(options) ? textAt(options, 'baseImage') : null;
}

function migrationOf(data: Mapping, baseImage: string | null, hasDockerfile: boolean): MigrationState {
  const options = getKey(data, 'connectorBuildOptions');
  if (options === undefined || options === null) return 'unmigrated';
  return baseImage !== null && !hasDockerfile ? 'migrated' : 'partial';
}

function typeOf(data: Mapping, name: string): ConnectorType | null {
  const stated = textAt(data, 'connectorType');
  return CONNECTOR_TYPES.find((type) => type === stated) ?? CONNECTOR_TYPES.find((type) => name.startsWith(`${type}-`)) ?? null;
}
