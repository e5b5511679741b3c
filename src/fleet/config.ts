/** Where a fleet keeps its metadata files, and how to read them. The default is the Airbyte monorepo's. */
export interface FleetConfig {
  /** Globs of metadata files, relative to the root. */
  readonly metadata: readonly string[];
  /** Globs of files that only look like metadata. */
  readonly ignore: readonly string[];
  /** The key that holds what queries call `data`; null where the whole document is the data. */
  readonly dataKey: string | null;
  /** Where a connector's name comes from: `folder`, `file` (its own name without the ending), or a pattern of paths with `{name}` in it. */
  readonly nameFrom: string;
  /** Folder of the fleet's own saved queries, relative to the root; null where it has none. */
  readonly queries: string | null;
  /** The columns of a listing where nobody asks for others; null for fleetq's own. */
  readonly columns: readonly { readonly field: string; readonly title?: string }[] | null;
}

/** The file at a fleet's root that says how its metadata is laid out. */
export const CONFIG_FILE = 'fleetq.yaml';

/** The folder that tells an Airbyte monorepo from any other. */
export const CONNECTORS_FOLDER = 'airbyte-integrations/connectors';

export const DEFAULT_CONFIG: FleetConfig = Object.freeze({
  metadata: [`${CONNECTORS_FOLDER}/*/metadata.yaml`, `${CONNECTORS_FOLDER}/third-party/*/*/metadata.yaml`],
  ignore: ['**/*-scaffold-*/**'],
  dataKey: 'data',
  nameFrom: 'folder',
  queries: null,
  columns: null,
});
