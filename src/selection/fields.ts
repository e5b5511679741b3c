import { FleetqError } from '../errors.js';
import type { Connector } from '../fleet/connector.js';
import { getKey } from '../values/mapping.js';
import { valueAt } from '../values/path.js';
import type { Value } from '../values/value.js';
import { nearest } from '../words/nearest.js';
import { scannedFields } from './record.js';

/** Something that every connector may have: a field that the scanner knows, or a path into the metadata. */
export interface Field {
  /** As it is written: `name`, `data.ab_internal.ql`. */
  readonly name: string;
  valueOf(connector: Connector): Value | undefined;
}

/** The names of the fields that the scanner knows. */
export const SCANNED_FIELDS = ['name', 'type', 'language', 'supportLevel', 'version', 'path', 'baseImage', 'migration', 'hasDockerfile', 'hasBuildCustomization'] as const;

const METADATA = 'data.';
const SCANNED = 'connector.';

/** Reads a field as somebody wrote it. Throws a `usage` error, with the nearest field, for one that cannot exist. */
export function fieldNamed(written: string, extra: readonly string[] = []): Field {
  if (written.startsWith(METADATA)) {
    const path = written.slice(METADATA.length);
    return { name: written, valueOf: (connector) => valueAt(connector.data, path) };
  }
  const name = written.startsWith(SCANNED) ? written.slice(SCANNED.length) : written;
  if (SCANNED_FIELDS.some((known) => known === name)) return { name, valueOf: (connector) => getKey(scannedFields(connector), name) };
  const meant = nearest(written, [...SCANNED_FIELDS, ...extra]);
  throw new FleetqError('usage', `there is no field \`${written}\``, [
    meant === undefined ? `metadata is reached as ${METADATA}${written}` : `did you mean \`${meant}\`?`,
    `fields: ${[...SCANNED_FIELDS, ...extra].join(', ')}, or any path such as data.ab_internal.ql`,
  ]);
}
