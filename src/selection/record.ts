import type { Connector } from '../fleet/connector.js';
import type { Mapping, PlainMapping } from '../values/value.js';

/** What a query's names are bound to. */
export type QueryRecord = Readonly<{ data: Mapping; connector: PlainMapping }>;

/** A connector as a query sees it: `data`, and `connector` with what the scanner knows. Each is looked for when the query asks for it. */
export function recordOf(connector: Connector): QueryRecord {
  return {
    get data() {
      return connector.data;
    },
    get connector() {
      return scannedFields(connector);
    },
  };
}

/** The fields of `connector`, in the order in which they are listed. */
export function scannedFields(connector: Connector): PlainMapping {
  const {
    name,
    type,
    language,
    supportLevel,
    version,
    path,
    baseImage,
    migration,
    hasDockerfile,
    hasBuildCustomization,
  } = connector;
  return {
    name,
    type,
    language,
    supportLevel,
    version,
    path,
    baseImage,
    migration,
    hasDockerfile,
    hasBuildCustomization,
  };
}
