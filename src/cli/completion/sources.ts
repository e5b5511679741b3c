import { resolve } from 'node:path';
import type { Fleet } from '../../fleet/scan.js';
import { loadConfig } from '../../fleet/load-config.js';
import { findRoot } from '../../fleet/root.js';
import { root } from '../arguments/options.js';
import { COMMANDS } from '../commands.js';
import type { CliContext } from '../context.js';
import type { Candidate } from './answer.js';
import type { Line } from './line.js';

export type Source = 'commands' | 'connectors' | 'savedQueries' | 'fields' | 'paths' | 'references' | 'baseImages';
type Words = readonly Candidate[] | Promise<readonly Candidate[]>;

/** The words that there are of each kind, in this fleet as its work tree is. */
export const SOURCES: Readonly<Record<Source, (line: Line, environment: CliContext) => Words>> = {
  commands: () => COMMANDS.map(({ name, summary }) => ({ word: name, about: summary })),
  connectors,
  savedQueries,
  fields,
  paths: metadataPaths,
  references: async (line, environment) => {
    const { referenceNames } = await import('../../git/repository.js');
    return (await referenceNames(folderOf(line, environment))).map((word) => ({ word }));
  },
  baseImages: async (line, environment) => {
    const { connectors: all } = await scanned(line, environment);
    return [...new Set(all.flatMap(({ baseImage }) => baseImage ?? []))].sort().map((word) => ({ word }));
  },
};

/** Names come from paths alone: no metadata is read for them. */
async function connectors(line: Line, environment: CliContext): Promise<readonly Candidate[]> {
  const { tree, config } = await fleetOf(line, environment);
  const { locationOf } = await import('../../fleet/connector.js');
  const paths = await tree.find(config.metadata, config.ignore);
  return [...new Set(paths.map((path) => locationOf(path, config).name))].sort().map((word) => ({ word }));
}

async function savedQueries(line: Line, environment: CliContext): Promise<readonly Candidate[]> {
  const { tree, config } = await fleetOf(line, environment);
  const { loadSavedQueries } = await import('../../selection/saved-queries.js');
  return (await loadSavedQueries(tree, config)).flatMap((loaded) =>
    loaded.ok ? [{ word: loaded.query.name, about: loaded.query.title }] : [],
  );
}

async function fields(line: Line, environment: CliContext): Promise<readonly Candidate[]> {
  const { SCANNED_FIELDS } = await import('../../selection/fields.js');
  return [
    ...SCANNED_FIELDS.map((word) => ({ word, about: 'what the scanner knows' })),
    ...(await metadataPaths(line, environment)),
  ];
}

async function metadataPaths(line: Line, environment: CliContext): Promise<readonly Candidate[]> {
  const { fieldPaths } = await import('../../inventory/field-stats.js');
  const { counted } = await import('../../text/plural.js');
  return [...fieldPaths((await scanned(line, environment)).connectors)].map(([word, count]) => ({
    word,
    about: counted(count, 'connector'),
  }));
}

async function scanned(line: Line, environment: CliContext): Promise<Fleet> {
  return (await fleetOf(line, environment)).scan();
}

async function fleetOf(line: Line, environment: CliContext) {
  const folder = folderOf(line, environment);
  const { workTree } = await import('../../fleet/file-tree.js');
  const { scanFleet } = await import('../../fleet/scan.js');
  const tree = workTree(folder);
  const config = await loadConfig(tree);
  return { tree, config, scan: () => scanFleet(tree, config) };
}

/** The shell has not yet put the home folder in the place of `~`. */
function folderOf({ given }: Line, { workingFolder, variables }: CliContext): string {
  const asked = given.get(root.name)?.at(-1);
  const home = variables.HOME;
  return findRoot(
    workingFolder,
    asked === undefined || home === undefined ? asked : resolve(workingFolder, asked.replace(/^~(?=\/|$)/, home)),
  );
}
