import type { FleetConfig } from './config.js';
import type { Connector } from './connector.js';
import type { FileTree } from './file-tree.js';
import type { Fleet } from './fleet.js';
import { type MetadataSource, readingFrom } from './metadata-source.js';
import { type ScannedFile, scanFile } from './scan-file.js';

/** Told how many metadata files are done, of how many. */
export type OnProgress = (done: number, total: number) => void;

/** How many files are under way at a time: enough to keep git busy, few enough to tell how far it has come. */
export const READ_TOGETHER = 500;

/** Reads every connector of the tree. One broken file never stops the rest: it ends up in `unreadable`. */
export async function scanFleet(
  tree: FileTree,
  config: FleetConfig,
  metadata: MetadataSource = readingFrom(tree),
  onProgress?: OnProgress,
): Promise<Fleet> {
  const paths = await tree.find(config.metadata, config.ignore);
  const scanned: ScannedFile[] = [];
  for (let start = 0; start < paths.length; start += READ_TOGETHER) {
    scanned.push(
      ...(await Promise.all(
        paths.slice(start, start + READ_TOGETHER).map((path) => scanFile(tree, config, metadata, path)),
      )),
    );
    if (onProgress === undefined) continue;
    onProgress(scanned.length, paths.length);
    await nextTurn();
  }
  return fleetFrom(tree, config, scanned);
}

/** Lets an interrupt through: files are read without a pause. */
export async function nextTurn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** The fleet that scanned files make up, in whatever order these come. */
export function fleetFrom(
  { root, revision }: Pick<FileTree, 'root' | 'revision'>,
  config: FleetConfig,
  scanned: readonly ScannedFile[],
): Fleet {
  return {
    root,
    revision,
    config,
    connectors: scanned.flatMap((file) => file.connector ?? []).sort(byNameThenPath),
    unreadable: scanned.flatMap((file) => file.unreadable ?? []).sort(byPath),
    warnings: scanned.flatMap((file) => file.warnings).sort(byPath),
  };
}

function byNameThenPath(a: Connector, b: Connector): number {
  const first = a.name;
  const second = b.name;
  return first < second ? -1 : first > second ? 1 : byPath(a, b);
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
