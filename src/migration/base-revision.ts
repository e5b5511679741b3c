import { FleetqError } from '../errors.js';
import type { Connector } from '../fleet/connector.js';
import { modifiedFiles } from '../git/modified-files.js';
import { revisionTree } from '../git/revision-tree.js';
import { UnreadableFileError, orUnreadable } from '../io/unreadable-file.js';
import { readMetadata } from '../metadata/read.js';
import { getKey, isMapping } from '../values/value.js';
import { decodeExactly } from './edits/text-edit.js';

/** The commit that a branch is compared with, and what differs from it. */
export interface BaseRevision {
  /** As it was asked for, or `origin/master` and the like. */
  readonly name: string;
  /** Paths that differ, relative to the root. */
  readonly changed: ReadonlySet<string>;
  /** The bytes of a file there, or null where it has no such file. */
  read(path: string): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

/** Why there is no base revision. */
export interface UnknownBase {
  readonly unknown: string;
}

/**
 * Opens the merge base of HEAD and a reference, by default the main branch. Without `reference` there may be none; one that
 * was asked for must exist, or a `FleetqError` is thrown.
 */
export async function openBaseRevision(
  root: string,
  reference: string | undefined,
): Promise<BaseRevision | UnknownBase> {
  try {
    return await openMergeBase(root, reference);
  } catch (error) {
    if (reference !== undefined || !(error instanceof FleetqError)) throw error;
    return { unknown: `there is no base revision to compare with: ${error.message}` };
  }
}

async function openMergeBase(root: string, reference: string | undefined): Promise<BaseRevision> {
  const { base, baseName, paths } = await modifiedFiles(root, reference);
  const files = await revisionTree(root, base);
  return {
    name: baseName,
    changed: paths,
    read: (path) => files.readIfPresent(path),
    close: () => files.close(),
  };
}

/** A connector's version at the base: null where it was not there, undefined where its metadata there has none. */
export async function versionAtBase(
  base: BaseRevision,
  connector: Connector,
  dataKey: string | null,
): Promise<string | null | undefined> {
  const bytes = await orUnreadable(base.read(connector.metadataPath));
  if (bytes === null) return null;
  if (bytes instanceof UnreadableFileError) return undefined;
  const result = await readMetadata(bytes);
  if (!result.ok || !isMapping(result.document)) return undefined;
  const data = dataKey === null ? result.document : getKey(result.document, dataKey);
  const version = data !== undefined && isMapping(data) ? getKey(data, 'dockerImageTag') : undefined;
  return typeof version === 'string' ? version : undefined;
}

/** The text of a file at the base; empty where it was not there or is no text. */
export async function textAtBase(base: BaseRevision, path: string): Promise<string> {
  const bytes = await orUnreadable(base.read(path));
  return bytes === null || bytes instanceof UnreadableFileError ? '' : (decodeExactly(bytes) ?? '');
}
