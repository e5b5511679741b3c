import { z } from 'zod/mini';
import { FleetqError } from '../errors.js';
import { checkedYaml } from '../metadata/checked-yaml.js';
import { CONFIGURATION_FILE, DEFAULT_LAYOUT, type Layout } from './layout.js';

const globs = z.union([z.string().check(z.minLength(1)), z.array(z.string().check(z.minLength(1))).check(z.minLength(1))]);

const configurationShape = z.strictObject({
  /** Globs of metadata files, relative to the root. */
  metadata: z.optional(globs),
  /** Globs of files that only look like metadata. */
  ignore: z.optional(globs),
  /** The key that queries call `data`; null where the whole document is the data. */
  data: z.optional(z.nullable(z.string().check(z.minLength(1)))),
  /** Where a connector's name comes from. */
  name: z.optional(z.enum(['folder', 'file'])),
  /** Folder of the fleet's own saved queries. */
  queries: z.optional(z.string().check(z.minLength(1))),
});

/** The layout that the text of a `fleetq.yaml` describes; what it leaves out is the default. */
export async function layoutFrom(text: string, path: string = CONFIGURATION_FILE): Promise<Layout> {
  const result = await checkedYaml(text, configurationShape);
  if (!result.ok) throw new FleetqError('configuration', `${path}: ${result.problem}`, ['docs/configuration.md lists every key']);
  const { metadata, ignore, data, name, queries } = result.value;
  return {
    metadata: metadata === undefined ? DEFAULT_LAYOUT.metadata : listOf(metadata),
    ignore: ignore === undefined ? (metadata === undefined ? DEFAULT_LAYOUT.ignore : []) : listOf(ignore),
    dataKey: data === undefined ? DEFAULT_LAYOUT.dataKey : data,
    nameFrom: name ?? DEFAULT_LAYOUT.nameFrom,
    queries: queries ?? DEFAULT_LAYOUT.queries,
  };
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
