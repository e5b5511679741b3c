import type { Connector } from '../fleet/connector.js';
import { modifiedFiles } from '../git/modified-files.js';
import { revisionTree } from '../git/revision-tree.js';
import { readMetadata } from '../metadata/read.js';
import { getKey, isMapping } from '../values/value.js';

/** The commit that a branch is compared with, and what differs from it. */
export interface BaseRevision {
  /** As it was asked for, or `origin/master` and the like. */
  readonly name: string;
  /** Full commit id. */
  readonly commit: string;
  /** Paths that differ, relative to the root. */
  readonly changed: ReadonlySet<string>;
  /** The bytes of a file there, or null where it has no such file. */
  read(path: string): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

/** Opens the merge base with `asked`, by default with the main branch. Rejects with a `FleetqError` where there is none. */
export async function openBaseRevision(root: string, asked: string | undefined): Promise<BaseRevision> {
  const { base, baseName, paths } = await modifiedFiles(root, asked);
  const files = await revisionTree(root, base);
  return {
    name: baseName,
    commit: base,
    changed: paths,
    read: (path) => files.readIfPresent(path),
    close: () => files.close(),
  };
}

/** A connector's version at the base: null where it was not there, undefined where its metadata there says none. */
export async function versionAtBase(
  base: BaseRevision,
  connector: Connector,
  dataKey: string | null,
): Promise<string | null | undefined> {
  const bytes = await base.read(connector.metadataPath);
  if (bytes === null) return null;
  const result = await readMetadata(bytes);
  if (!result.ok || !isMapping(result.document)) return undefined;
  const data = dataKey === null ? result.document : getKey(result.document, dataKey);
  const version = data !== undefined && isMapping(data) ? getKey(data, 'dockerImageTag') : undefined;
  return typeof version === 'string' ? version : undefined;
}
