import { FleetqError } from '../errors.js';
import { type Connector, dataOf, folderFacts, migrationOf } from '../fleet/connector.js';
import { nearest } from '../text/nearest.js';
import { type FieldPath, dottedReading, isPattern, keyStep, parsePath, pathText, valuesAt } from '../values/path.js';
import type { PlainMapping, Value } from '../values/value.js';

/** Something that every connector may have: a field that the scanner knows, or a path into the metadata. */
export interface Field {
  /** As queries write it, without `connector.`: `name`, `data.ab_internal.ql`, `data['owning-sig']`. */
  readonly name: string;
  /** Whether its value depends on what is in the connector's folder. */
  readonly needsFolder: boolean;
  valueOf(connector: Connector): Value | undefined;
  /** The values one by one: several where the path leads to many places (`data.tags[]`), none where it leads nowhere. */
  valuesOf(connector: Connector): readonly Value[];
  /**
   * The field that is meant in a fleet. Names with dots between them may be keys that hold dots themselves; which of the
   * two only the whole fleet tells, since otherwise two fields would show as one.
   */
  within(fleet: readonly Connector[]): Field;
}

/** The fields that the scanner knows, in the order in which they are listed. */
const SCANNED = {
  name: ({ name }) => name,
  type: ({ type }) => type,
  language: (connector) => folderFacts(connector).language,
  supportLevel: ({ supportLevel }) => supportLevel,
  version: ({ version }) => version,
  path: ({ path }) => path,
  metadataPath: ({ metadataPath }) => metadataPath,
  baseImage: ({ baseImage }) => baseImage,
  migration: migrationOf,
  hasDockerfile: (connector) => folderFacts(connector).hasDockerfile,
  hasBuildCustomization: (connector) => folderFacts(connector).hasBuildCustomization,
} as const satisfies Record<string, (connector: Connector) => Value>;

type ScannedField = keyof typeof SCANNED;

const isScanned = (name: string): name is ScannedField => Object.hasOwn(SCANNED, name);

/** The names of the fields that the scanner knows. */
export const SCANNED_FIELDS: readonly ScannedField[] = Object.keys(SCANNED).filter(isScanned);

/** Those of them that depend on what is in the connector's folder. */
export const FOLDER_FIELDS: ReadonlySet<string> = new Set<ScannedField>([
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

const METADATA = 'data';
const SCANNED_ROOT = 'connector';

/** Reads a field as somebody wrote it. Throws a `usage` error, with the nearest field, for one that cannot exist. */
export function fieldNamed(written: string, extra: readonly string[] = []): Field {
  const parsed = parsePath(written);
  if (parsed === undefined && BEYOND_NAMES.test(written))
    throw new FleetqError('usage', `\`${written}\` is no field path`, [
      "paths are written as in queries: data.ab_internal.ql, data['some key']",
    ]);
  const [root, ...below] = parsed?.path ?? [];
  if (parsed !== undefined && root?.kind === 'key' && root.key === METADATA)
    return parsed.isDotted ? dottedField(written, parsed.path) : metadataField(parsed.path);
  const name = root?.kind === 'key' && root.key === SCANNED_ROOT ? keyAlone(below) : written;
  if (name !== null && isScanned(name)) return scannedField(name, SCANNED[name], FOLDER_FIELDS.has(name));
  if (written === SCANNED_ROOT) return scannedField(written, scannedFields, true);
  const known = [...SCANNED_FIELDS, ...extra];
  const meant = nearest(written, known);
  const inMetadata = parsePath(`${METADATA}.${written}`);
  throw new FleetqError('usage', `there is no field \`${written}\``, [
    ...(meant !== undefined
      ? [`did you mean \`${meant}\`?`]
      : inMetadata === undefined
        ? []
        : [`metadata is reached as ${pathText(inMetadata.path)}`]),
    `fields: ${known.join(', ')}, or any path such as data.ab_internal.ql`,
  ]);
}

/** Where a text is meant as a path, and not as the name of a field. */
const BEYOND_NAMES = /^(?:data|connector)(?:\.|\[)/;

/** The key of a path that has one step, a string. */
function keyAlone([step, ...more]: FieldPath): string | null {
  return step?.kind === 'key' && typeof step.key === 'string' && more.length === 0 ? step.key : null;
}

function scannedField(name: string, valueOf: (connector: Connector) => Value, needsFolder: boolean): Field {
  const field: Field = {
    name,
    needsFolder,
    valueOf,
    valuesOf: (connector) => [valueOf(connector)],
    within: () => field,
  };
  return field;
}

/** The field of a path into the metadata, which begins with `data`. */
function metadataField(path: FieldPath): Field {
  const below = path.slice(1);
  const valuesOf = (connector: Connector): readonly Value[] => valuesAt(dataOf(connector), below);
  const field: Field = {
    name: pathText(path),
    needsFolder: false,
    valuesOf,
    valueOf: isPattern(path)
      ? (connector) => {
          const values = valuesOf(connector);
          return values.length === 0 ? undefined : values;
        }
      : (connector) => valuesOf(connector)[0],
    within: () => field,
  };
  return field;
}

/**
 * The field of names with dots between them. They are keys one below the other, as in a query, if any connector of the
 * fleet has these; else keys that hold dots themselves.
 */
function dottedField(written: string, path: FieldPath): Field {
  const [root = keyStep(METADATA), ...below] = path;
  const field = metadataField(path);
  return {
    ...field,
    name: written,
    within(connectors) {
      if (connectors.some((connector) => field.valuesOf(connector).length > 0)) return field;
      for (const connector of connectors) {
        const reading = dottedReading(dataOf(connector), below);
        if (reading !== undefined) return metadataField([root, ...reading]);
      }
      return this;
    },
  };
}
