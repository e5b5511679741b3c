import { isAbsolute } from 'node:path';
import * as z from 'zod/mini';
import { FleetqError } from '../errors.js';
import { checkedYaml } from '../metadata/checked-yaml.js';
import { truncated } from '../text/bounded.js';
import { globProblem } from '../text/glob-limits.js';
import { didYouMean, nearest } from '../text/nearest.js';
import { CONFIG_FILE, DEFAULT_CONFIG, type FleetConfig } from './config.js';
import { NAME_PLACEHOLDER } from './connector.js';

const words = z.string().check(z.minLength(1));
const MAX_GLOBS = 50;
const globs = z.union([words, z.array(words).check(z.minLength(1), z.maxLength(MAX_GLOBS))]);
const namedBy = (value: string): boolean =>
  value === 'folder' || value === 'file' || value.split(NAME_PLACEHOLDER).length === 2;

/** The keys of `fleetq.yaml`. `schema/fleetq-yaml.schema.json` says the same to editors. */
export const configShape = z.strictObject({
  /** Globs of metadata files, relative to the root. */
  metadata: z.optional(globs),
  /** Globs of files that only look like metadata. */
  ignore: z.optional(globs),
  /** The key that queries call `data`; null where the whole document is the data. */
  data: z.optional(z.nullable(words)),
  /** Where a connector's name comes from. */
  name: z.optional(
    z.string().check(z.refine(namedBy, `expected \`folder\`, \`file\` or a path with ${NAME_PLACEHOLDER} in it once`)),
  ),
  /** Folder of the fleet's own saved queries. */
  queries: z.optional(words),
  /** Columns of a listing where nobody asks for others. */
  columns: z.optional(
    z.array(z.union([words, z.strictObject({ field: words, title: z.optional(words) })])).check(z.minLength(1)),
  ),
});

/** The config that the text of a `fleetq.yaml` describes; what it leaves out is the default. */
export async function parseConfig(text: string, path: string = CONFIG_FILE): Promise<FleetConfig> {
  // A file of comments alone says nothing, and so leaves everything as it is.
  if (text.split('\n').every((line) => /^\s*(?:#|$)/.test(line))) return { ...DEFAULT_CONFIG };
  const result = await checkedYaml(text, configShape);
  if (!result.ok) throw new FleetqError('configuration', `${path}: ${result.problem}`, hintsFor(result.unknownKey));
  const { metadata, ignore, data, name, queries, columns } = result.value;
  // A name is matched like a star.
  const naming = name?.replace(NAME_PLACEHOLDER, 'x*x');
  for (const [key, value] of Object.entries({ metadata, ignore, name: naming, queries }))
    for (const pattern of listOf(value ?? [])) refusePattern(path, key, pattern);
  return {
    metadata: metadata === undefined ? DEFAULT_CONFIG.metadata : listOf(metadata),
    ignore: ignore === undefined ? (metadata === undefined ? DEFAULT_CONFIG.ignore : []) : listOf(ignore),
    dataKey: data === undefined ? DEFAULT_CONFIG.dataKey : data,
    nameFrom: name ?? DEFAULT_CONFIG.nameFrom,
    queries: queries ?? DEFAULT_CONFIG.queries,
    columns:
      columns?.map((column) =>
        typeof column === 'string'
          ? { field: column }
          : { field: column.field, ...(column.title === undefined ? {} : { title: column.title }) },
      ) ?? DEFAULT_CONFIG.columns,
  };
}

/** What a repository says of itself may neither lead out of it nor cost more than the search is worth. */
function refusePattern(path: string, key: string, pattern: string): void {
  const problem = leadsOutside(pattern) ? 'leads out of the fleet' : globProblem(pattern);
  if (problem === null) return;
  throw new FleetqError('configuration', `${path}: \`${key}\`: \`${truncated(pattern)}\` ${problem}`, [
    'paths and globs are relative to the root, with `/`',
  ]);
}

function leadsOutside(pattern: string): boolean {
  return isAbsolute(pattern) || /^!?[/\\]/.test(pattern) || /(?:^|[/\\{,(|!])\.\.(?:[/\\},)|]|$)/.test(pattern);
}

function hintsFor(unknownKey: string | undefined): readonly string[] {
  const keys = Object.keys(configShape.shape);
  const meant = unknownKey === undefined ? undefined : nearest(unknownKey, keys);
  return [...didYouMean(meant), `it takes ${keys.join(', ')}; docs/configuration.md says what each is`];
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
