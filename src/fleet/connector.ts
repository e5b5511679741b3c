import { posix } from 'node:path';
import { type Mapping, type Value, getKey, isMapping } from '../values/value.js';
import type { FleetConfig } from './config.js';
import { EncodedMapping } from './value-codec.js';

export const LANGUAGES = ['python', 'java', 'low-code', 'manifest-only'] as const;
export type Language = (typeof LANGUAGES)[number];

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

/** What a connector is called and where it is. Paths are relative to the fleet's root, with `/`. */
export interface ConnectorLocation {
  readonly name: string;
  /** The connector's folder. */
  readonly path: string;
  /** The metadata file. */
  readonly metadataPath: string;
}

/** What fleetq itself needs from the metadata; whatever is not of the expected type counts as absent. */
export interface MetadataFields {
  readonly type: ConnectorType | null;
  readonly supportLevel: string | null;
  readonly version: string | null;
  readonly baseImage: string | null;
  readonly hasBuildOptions: boolean;
}

/** What the files in and below a connector's folder say. */
export interface FolderFacts {
  readonly language: Language | null;
  readonly hasDockerfile: boolean;
  readonly hasBuildCustomization: boolean;
}

/** One connector, as plain data. */
export interface Connector extends ConnectorLocation, MetadataFields {
  /** The mapping under the fleet's data key; `dataOf` gives it decoded. */
  readonly metadata: Mapping | EncodedMapping;
  /** Null until a request needs it: listing the folders of a large fleet takes longer than reading its index. */
  readonly folder: FolderFacts | null;
}

/** A connector whose folder has been looked into. */
export interface ProbedConnector extends Connector {
  readonly folder: FolderFacts;
}

/** The connector's metadata, which nobody has vouched for. Decodes it where it comes from the index; reads no file. */
export function dataOf({ metadata }: Pick<Connector, 'metadata'>): Mapping {
  return metadata instanceof EncodedMapping ? metadata.decode() : metadata;
}

/** @throws Error where the request did not say that it needs folder facts: a defect of fleetq, not of the fleet */
export function folderFacts({ name, folder }: Connector): FolderFacts {
  if (folder === null) throw new Error(`the folder of ${name} has not been looked into`);
  return folder;
}

export function migrationOf(connector: Connector): MigrationState {
  if (!connector.hasBuildOptions) return 'unmigrated';
  return connector.baseImage !== null && !folderFacts(connector).hasDockerfile ? 'migrated' : 'partial';
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

/** Stands for the name in a pattern such as `services/{name}/deploy/*.yaml`. */
export const NAME_PLACEHOLDER = '{name}';

/** The connector whose metadata file lies at this path. A name pattern that the path does not match leaves the folder's name. */
export function locationOf(metadataPath: string, { nameFrom }: Pick<FleetConfig, 'nameFrom'>): ConnectorLocation {
  const path = posix.dirname(metadataPath);
  return { name: nameOf(metadataPath, path, nameFrom), path, metadataPath };
}

function nameOf(metadataPath: string, folder: string, nameFrom: string): string {
  if (nameFrom === 'folder') return posix.basename(folder);
  if (nameFrom === 'file') return posix.parse(metadataPath).name;
  return namePattern(nameFrom).exec(metadataPath)?.groups?.name ?? posix.basename(folder);
}

const namePatterns = new Map<string, RegExp>();

function namePattern(pattern: string): RegExp {
  let compiled = namePatterns.get(pattern);
  if (compiled === undefined) {
    const source = pattern
      .split(/(\{name\}|\*\*\/|\*)/)
      .map(regExpSource)
      .join('');
    namePatterns.set(pattern, (compiled = new RegExp(`^${source}$`, 'u')));
  }
  return compiled;
}

function regExpSource(part: string): string {
  switch (part) {
    case NAME_PLACEHOLDER:
      return '(?<name>[^/]+?)';
    case '**/':
      return '(?:[^/]+/)*';
    case '*':
      return '[^/]*';
    default:
      return part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  }
}
