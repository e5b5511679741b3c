import type { FleetConfig } from '../fleet/config.js';
import type { FileTree } from '../fleet/file-tree.js';
import { type Fleet, sizeOfFleet } from '../fleet/fleet.js';
import { readingFrom } from '../fleet/metadata-source.js';
import { emptyFleetError, loadConfig } from '../fleet/open.js';
import { findRoot } from '../fleet/root.js';
import { type OnProgress, scanFleet } from '../fleet/scan.js';
import { workTree } from '../fleet/work-tree.js';
import { cache, revision, root } from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import type { CliContext } from './context.js';

/** A fleet that has been found but not read: its saved queries can be looked up and checked first. */
export interface FleetHandle {
  readonly tree: FileTree;
  readonly config: FleetConfig;
  /** Reads every connector. Throws where there are none at all. */
  scan(): Promise<Fleet>;
  /** Lets go of what reading it holds open. */
  close(): Promise<void>;
}

/** Finds the fleet that the command line means, and closes it when the work with it is done, well or not. */
export async function withFleet<T>(
  args: Arguments,
  environment: CliContext,
  work: (opened: FleetHandle) => Promise<T>,
): Promise<T> {
  const opened = await openFleet(args, environment);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

async function openFleet(args: Arguments, environment: CliContext): Promise<FleetHandle> {
  const folder = findRoot(environment.workingFolder, args.get(root));
  const asked = args.get(revision);
  if (asked !== undefined) {
    const { revisionTree } = await import('../git/revision-tree.js');
    const tree = await revisionTree(folder, asked);
    const config = await loadConfig(tree);
    const metadata = args.get(cache)
      ? (await import('./remembered-fleet.js')).rememberedRevision(tree, config, environment)
      : readingFrom(tree);
    return opened(
      environment,
      tree,
      config,
      (onProgress) => scanFleet(tree, config, metadata, onProgress),
      () => tree.close(),
    );
  }
  const tree = workTree(folder);
  const config = await loadConfig(tree);
  if (!args.get(cache))
    return opened(environment, tree, config, (onProgress) => scanFleet(tree, config, readingFrom(tree), onProgress));
  const { rememberedFleet } = await import('./remembered-fleet.js');
  const remembered = rememberedFleet(folder, config, environment);
  return opened(environment, remembered.tree, config, remembered.scan);
}

type Scan = (onProgress?: OnProgress) => Promise<Fleet>;

function opened(
  environment: CliContext,
  tree: FileTree,
  config: FleetConfig,
  scan: Scan,
  close: () => Promise<void> = () => Promise.resolve(),
): FleetHandle {
  return {
    tree,
    config,
    close,
    async scan() {
      const fleet = await withProgress(environment, scan);
      if (sizeOfFleet(fleet) === 0) throw emptyFleetError(tree, config);
      return fleet;
    },
  };
}

/** Does work that may take long, with its progress on the terminal where there is one. */
async function withProgress<T>(environment: CliContext, work: (onProgress?: OnProgress) => Promise<T>): Promise<T> {
  if (!environment.stderr.isTerminal) return work();
  const { progressOn } = await import('../io/progress.js');
  const progress = progressOn(
    environment,
    (done, total) => `reading ${done.toLocaleString('en')} of ${total.toLocaleString('en')} connectors`,
  );
  try {
    return await work(progress?.report);
  } finally {
    progress?.end();
  }
}
