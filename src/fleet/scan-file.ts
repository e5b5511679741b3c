import { posix } from 'node:path';
import { FleetqError } from '../errors.js';
import type { MetadataResult, MetadataWarning } from '../metadata/read.js';
import { getKey, isMapping } from '../values/mapping.js';
import type { Mapping, Value } from '../values/value.js';
import { connectorNameOf } from './connector-name.js';
import { connectorFrom, type Connector, type ConnectorFiles } from './connector.js';
import type { FileTree } from './file-tree.js';
import type { MetadataRemark, UnreadableMetadata } from './fleet.js';
import { languageOf } from './language.js';
import type { Layout } from './layout.js';
import type { MetadataSource } from './metadata-source.js';

/** What became of one metadata file: a connector, or the reason why it is none. */
export interface ScannedFile {
  readonly connector?: Connector;
  readonly unreadable?: UnreadableMetadata;
  readonly remarks: readonly MetadataRemark[];
}

/** Reads one metadata file and looks at the files around it. Rejects only where git or the disk as a whole has failed. */
export async function scanFile(tree: FileTree, layout: Layout, metadata: MetadataSource, metadataPath: string): Promise<ScannedFile> {
  const path = posix.dirname(metadataPath);
  const name = connectorNameOf(metadataPath, layout);
  const unreadable = (error: string): ScannedFile => ({ unreadable: { name, path: metadataPath, error }, remarks: [] });

  let result: MetadataResult;
  try {
    result = await metadata(metadataPath);
  } catch (error) {
    // Git or the disk as a whole has failed: that is not one file's trouble.
    if (error instanceof FleetqError) throw error;
    return unreadable(`cannot be read: ${withoutPath(error)}`);
  }
  if (!result.ok) return unreadable(placed(result.error));
  const data = dataOf(result.document, layout.dataKey);
  if (typeof data === 'string') return unreadable(data);

  const files = await filesOf(tree, path, metadataPath, name);
  return { connector: connectorFrom(files, data), remarks: result.warnings.map((warning) => remark(metadataPath, warning)) };
}

/** The data mapping, or what is wrong with the document. */
export function dataOf(document: Value, dataKey: string | null): Mapping | string {
  if (!isMapping(document)) return 'is not a mapping';
  if (dataKey === null) return document;
  const data = getKey(document, dataKey);
  if (data === undefined) return `has no \`${dataKey}\` key`;
  return isMapping(data) ? data : `\`${dataKey}\` is not a mapping`;
}

async function filesOf(tree: FileTree, path: string, metadataPath: string, name: string): Promise<ConnectorFiles> {
  const entries = await tree.entries(path);
  return {
    name,
    path,
    metadataPath,
    language: await languageOf(tree, path, name, entries),
    hasDockerfile: entries.has('Dockerfile'),
    hasBuildCustomization: entries.has('build_customization.py'),
  };
}

function placed(problem: { message: string; line?: number; column?: number }): string {
  if (problem.line === undefined) return problem.message;
  return `line ${problem.line}${problem.column === undefined ? '' : `, column ${problem.column}`}: ${problem.message}`;
}

export function remark(path: string, warning: MetadataWarning): MetadataRemark {
  return { path, message: placed(warning) };
}

/** Node puts the absolute path into its message; ours names the relative one already. */
function withoutPath(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message.replace(/,? \w+ '.*'$/, '');
}
