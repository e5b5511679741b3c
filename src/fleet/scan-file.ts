import { posix } from 'node:path';
import { FleetqError } from '../errors.js';
import type { MetadataResult, MetadataWarning } from '../metadata/read.js';
import { type Mapping, type Value, getKey, isMapping } from '../values/value.js';
import type { FleetConfig } from './config.js';
import { connectorNameOf } from './connector-name.js';
import { type Connector, type ConnectorLocation, type FolderFacts, extractFields } from './connector.js';
import type { FileTree } from './file-tree.js';
import { lookAround, lookAroundNow } from './files-around.js';
import type { FileWarning, UnreadableMetadata } from './fleet.js';
import { LazyConnector } from './lazy-connector.js';
import type { MetadataSource } from './metadata-source.js';

/** What became of one metadata file: a connector, or the reason why it is none. */
export interface ScannedFile {
  readonly connector?: Connector;
  readonly unreadable?: UnreadableMetadata;
  readonly warnings: readonly FileWarning[];
}

/** Reads one metadata file. Rejects only where git or the disk as a whole has failed. */
export async function scanFile(
  tree: FileTree,
  config: FleetConfig,
  metadata: MetadataSource,
  metadataPath: string,
): Promise<ScannedFile> {
  const place = locationOf(metadataPath, config);
  const unreadable = (error: string): ScannedFile => ({
    unreadable: { name: place.name, path: metadataPath, error },
    warnings: [],
  });

  let result: MetadataResult;
  try {
    result = await metadata(metadataPath);
  } catch (error) {
    // Git or the disk as a whole has failed: that is not one file's trouble.
    if (error instanceof FleetqError) throw error;
    return unreadable(`cannot be read: ${withoutPath(error)}`);
  }
  if (!result.ok) return unreadable(placed(result.error));
  const data = dataOf(result.document, config.dataKey);
  if (typeof data === 'string') return unreadable(data);

  const around = await surroundingsIn(tree, place);
  const connector = new LazyConnector(place, {
    place: () => place,
    facts: () => extractFields(data, place.name),
    around,
    data: () => data,
  });
  return { connector, warnings: result.warnings.map((warning) => remark(metadataPath, warning)) };
}

export function locationOf(metadataPath: string, config: FleetConfig): ConnectorLocation {
  return { name: connectorNameOf(metadataPath, config), path: posix.dirname(metadataPath), metadataPath };
}

/** What is around the metadata: looked at when somebody asks for it, in a tree where it still can be. */
async function surroundingsIn(tree: FileTree, place: ConnectorLocation): Promise<() => FolderFacts> {
  const { entriesNow } = tree;
  if (entriesNow !== undefined) return () => lookAroundNow(place, entriesNow);
  const around = await lookAround(place, (folder) => tree.entries(folder));
  return () => around;
}

/** The data mapping, or what is wrong with the document. */
export function dataOf(document: Value, dataKey: string | null): Mapping | string {
  if (!isMapping(document)) return 'is not a mapping';
  if (dataKey === null) return document;
  const data = getKey(document, dataKey);
  if (data === undefined) return `has no \`${dataKey}\` key`;
  return isMapping(data) ? data : `\`${dataKey}\` is not a mapping`;
}

function placed(problem: { message: string; line?: number; column?: number }): string {
  if (problem.line === undefined) return problem.message;
  return `line ${problem.line}${problem.column === undefined ? '' : `, column ${problem.column}`}: ${problem.message}`;
}

export function remark(path: string, warning: MetadataWarning): FileWarning {
  return { path, message: placed(warning) };
}

/** Node puts the absolute path into its message; ours names the relative one already. */
function withoutPath(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message.replace(/,? \w+ '.*'$/, '');
}
