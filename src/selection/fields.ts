import { FleetqError } from '../errors.js';
import type { Connector } from '../fleet/connector.js';
import { nearest } from '../text/nearest.js';
import { isPattern, valueAt, valuesAt } from '../values/path.js';
import type { Value } from '../values/value.js';

/** Something that every connector may have: a field that the scanner knows, or a path into the metadata. */
export interface Field {
  /** As it is written: `name`, `data.ab_internal.ql`. */
  readonly name: string;
  valueOf(connector: Connector): Value | undefined;
  /** The values one by one: several where the path leads to many places (`data.tags[]`), none where it leads nowhere. */
  valuesOf(connector: Connector): readonly Value[];
}

/** The names of the fields that the scanner knows. */
export const SCANNED_FIELDS = [
  'name',
  'type',
  'language',
  'supportLevel',
  'version',
  'path',
  'baseImage',
  'migration',
  'hasDockerfile',
  'hasBuildCustomization',
] as const;

const METADATA = 'data.';
const SCANNED = 'connector.';

/** Reads a field as somebody wrote it. Throws a `usage` error, with the nearest field, for one that cannot exist. */
export function fieldNamed(written: string, extra: readonly string[] = []): Field {
  if (written.startsWith(METADATA)) {
    const path = written.slice(METADATA.length);
    return isPattern(path) ? placesAt(written, path) : placeAt(written, ({ data }) => valueAt(data, path));
  }
  const name = written.startsWith(SCANNED) ? written.slice(SCANNED.length) : written;
  const scanned = SCANNED_FIELDS.find((known) => known === name);
  if (scanned !== undefined) return placeAt(name, (connector) => connector[scanned]);
  const meant = nearest(written, [...SCANNED_FIELDS, ...extra]);
  throw new FleetqError('usage', `there is no field \`${written}\``, [
    meant === undefined ? `metadata is reached as ${METADATA}${written}` : `did you mean \`${meant}\`?`,
    `fields: ${[...SCANNED_FIELDS, ...extra].join(', ')}, or any path such as data.ab_internal.ql`,
  ]);
}

function placeAt(name: string, valueOf: Field['valueOf']): Field {
  return {
    name,
    valueOf,
    valuesOf(connector) {
      const value = valueOf(connector);
      return value === undefined ? [] : [value];
    },
  };
}

function placesAt(name: string, path: string): Field {
  const valuesOf: Field['valuesOf'] = ({ data }) => valuesAt(data, path);
  return {
    name,
    valuesOf,
    valueOf(connector) {
      const values = valuesOf(connector);
      return values.length === 0 ? undefined : values;
    },
  };
}
