import { FleetqError } from '../errors.js';
import { type Connector, dataOf, folderFacts, migrationOf } from '../fleet/connector.js';
import { nearest } from '../text/nearest.js';
import { isPattern, valueAt, valuesAt } from '../values/path.js';
import type { PlainMapping, Value } from '../values/value.js';

/** Something that every connector may have: a field that the scanner knows, or a path into the metadata. */
export interface Field {
  /** As it is written: `name`, `data.ab_internal.ql`. */
  readonly name: string;
  /** Whether its value depends on what is in the connector's folder. */
  readonly needsFolder: boolean;
  valueOf(connector: Connector): Value | undefined;
  /** The values one by one: several where the path leads to many places (`data.tags[]`), none where it leads nowhere. */
  valuesOf(connector: Connector): readonly Value[];
}

/** The fields that the scanner knows, in the order in which they are listed. */
const SCANNED = {
  name: ({ name }) => name,
  type: ({ type }) => type,
  language: (connector) => folderFacts(connector).language,
  supportLevel: ({ supportLevel }) => supportLevel,
  version: ({ version }) => version,
  path: ({ path }) => path,
  baseImage: ({ baseImage }) => baseImage,
  migration: migrationOf,
  hasDockerfile: (connector) => folderFacts(connector).hasDockerfile,
  hasBuildCustomization: (connector) => folderFacts(connector).hasBuildCustomization,
} as const satisfies Record<string, (connector: Connector) => Value>;

type ScannedField = keyof typeof SCANNED;

const isScanned = (name: string): name is ScannedField => Object.hasOwn(SCANNED, name);

/** The names of the fields that the scanner knows. */
export const SCANNED_FIELDS: readonly ScannedField[] = Object.keys(SCANNED).filter(isScanned);

const FOLDER_FIELDS: ReadonlySet<string> = new Set<ScannedField>([
  'language',
  'migration',
  'hasDockerfile',
  'hasBuildCustomization',
]);

/** What queries know as `connector`, for a connector whose folder has been looked into. */
export function scannedFields(connector: Connector): PlainMapping {
  return Object.fromEntries(SCANNED_FIELDS.map((name) => [name, SCANNED[name](connector)]));
}

/** The same of a connector whose folder nobody has looked into: without the fields that depend on it. */
export function fieldsWithoutFolder(connector: Connector): PlainMapping {
  const known = SCANNED_FIELDS.filter((name) => !FOLDER_FIELDS.has(name));
  return Object.fromEntries(known.map((name) => [name, SCANNED[name](connector)]));
}

const METADATA_PREFIX = 'data.';
const SCANNED_PREFIX = 'connector.';

/** Reads a field as somebody wrote it. Throws a `usage` error, with the nearest field, for one that cannot exist. */
export function fieldNamed(written: string, extra: readonly string[] = []): Field {
  if (written.startsWith(METADATA_PREFIX)) {
    const path = written.slice(METADATA_PREFIX.length);
    return isPattern(path)
      ? manyValues(written, (connector) => valuesAt(dataOf(connector), path))
      : oneValue(written, (connector) => valueAt(dataOf(connector), path));
  }
  const name = written.startsWith(SCANNED_PREFIX) ? written.slice(SCANNED_PREFIX.length) : written;
  if (isScanned(name)) return oneValue(name, SCANNED[name], FOLDER_FIELDS.has(name));
  const known = [...SCANNED_FIELDS, ...extra];
  const meant = nearest(written, known);
  throw new FleetqError('usage', `there is no field \`${written}\``, [
    meant === undefined ? `metadata is reached as ${METADATA_PREFIX}${written}` : `did you mean \`${meant}\`?`,
    `fields: ${known.join(', ')}, or any path such as data.ab_internal.ql`,
  ]);
}

function oneValue(name: string, valueOf: Field['valueOf'], needsFolder = false): Field {
  return {
    name,
    needsFolder,
    valueOf,
    valuesOf(connector) {
      const value = valueOf(connector);
      return value === undefined ? [] : [value];
    },
  };
}

function manyValues(name: string, valuesOf: Field['valuesOf']): Field {
  return {
    name,
    needsFolder: false,
    valuesOf,
    valueOf(connector) {
      const values = valuesOf(connector);
      return values.length === 0 ? undefined : values;
    },
  };
}
