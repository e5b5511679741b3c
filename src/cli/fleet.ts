import type { FleetConfig } from '../fleet/config.js';
import { emptyFleetError, loadConfig } from '../fleet/load-config.js';
import { type FileTree, workTree } from '../fleet/file-tree.js';
import { type Probe, probeOf } from '../fleet/folder-facts.js';
import { evict } from '../fleet/index/cache-info.js';
import { EMPTY_INDEX, indexFile, loadIndex, storeIndex } from '../fleet/index/index-file.js';
import type { FleetIndex } from '../fleet/index/index-format.js';
import { IndexedWorkTree, parseFromObjects } from '../fleet/index/refresh.js';
import { findRoot } from '../fleet/root.js';
import { type Fleet, type OnProgress, scanFleet, sizeOfFleet } from '../fleet/scan.js';
import { mayBeSparse } from '../git/sparse-checkout.js';
import { cacheFolder } from '../io/user-folders.js';
import { cache, output, revision, root } from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import { codeVersion } from './version.js';
import type { Diagnostic } from './command.js';
import { type CliContext, isCi } from './context.js';
import { progressText } from './context-note.js';
import { notCheckedOut } from './diagnostics.js';
import { isDocument, timeOfRun } from './run-facts.js';

/** A fleet that has been found but not read: its saved queries can be looked up and checked first. */
export interface FleetHandle {
  readonly tree: FileTree;
  readonly config: FleetConfig;
  /** Reads every connector. Rejects where there are none at all. */
  readonly scan: () => Promise<Fleet>;
  /** Looks into the folders of connectors. */
  readonly probe: Probe;
}

/** The fleet that the command line names, open while the work is done. This is the one place that opens a fleet. */
export async function withFleet<T>(
  args: Arguments,
  context: CliContext,
  work: (fleet: FleetHandle) => Promise<T>,
): Promise<T> {
  const { close, scan, ...fleet } = await openFleet(args, context);
  try {
    return await work({
      ...fleet,
      async scan() {
        const scanned = await withProgress(context, scan);
        if (sizeOfFleet(scanned) === 0)
          throw emptyFleetError(fleet.tree, fleet.config, hintsOf(notCheckedOut(scanned)));
        return scanned;
      },
    });
  } finally {
    await close();
  }
}

interface OpenFleet extends Omit<FleetHandle, 'scan'> {
  readonly scan: (onProgress?: OnProgress) => Promise<Fleet>;
  /** Stores what was read for the next run, and lets go of what is held open. */
  readonly close: () => Promise<void>;
}

async function openFleet(args: Arguments, context: CliContext): Promise<OpenFleet> {
  const folder = findRoot(context.workingFolder, args.get(root));
  const asked = args.get(revision);
  const format = args.get(output) ?? 'table';
  // Refused before anything is read, or written: the time itself is told at the end.
  timeOfRun(format, context);
  if (asked !== undefined) return openRevision(folder, asked, args, context);
  return isDocument(format) ? openWithCheckout(folder, args, context) : openWorkTree(folder, args, context);
}

/** The work tree, with what git says of it. Git is started first, so that it works while the files are read. */
async function openWithCheckout(folder: string, args: Arguments, context: CliContext): Promise<OpenFleet> {
  const { probeCheckout } = await import('../git/checkout.js');
  const checkout = probeCheckout(folder);
  const { scan, ...fleet } = await openWorkTree(folder, args, context);
  return { ...fleet, scan: async (onProgress) => ({ ...(await scan(onProgress)), checkout }) };
}

async function openWorkTree(folder: string, args: Arguments, context: CliContext): Promise<OpenFleet> {
  const tree = workTree(folder);
  const config = await loadConfig(tree);
  const index = indexOf(folder, config, args, context);
  if (index === null || (index.stored === EMPTY_INDEX && !index.isToBeStored)) {
    return {
      tree,
      config,
      scan: async (onProgress) => withSparse(await scanFleet(tree, config, undefined, onProgress)),
      probe: probeOf(tree),
      close: () => Promise.resolve(),
    };
  }
  const indexed = new IndexedWorkTree(folder, config, index.stored);
  return {
    tree,
    config,
    scan: async (onProgress) => withSparse(await indexed.scan(onProgress)),
    probe: (connectors) => indexed.probe(connectors),
    close() {
      const updated = index.isToBeStored ? indexed.updated() : null;
      if (updated !== null) index.store(updated);
      return Promise.resolve();
    },
  };
}

/** The fleet, with how much of it a sparse checkout leaves out. */
async function withSparse(fleet: Fleet): Promise<Fleet> {
  if (!mayBeSparse(fleet.root)) return fleet;
  const { countNotCheckedOut } = await import('../git/not-checked-out.js');
  const { metadata, ignore } = fleet.config;
  const onDisk = new Set([
    ...fleet.connectors.map(({ metadataPath }) => metadataPath),
    ...fleet.unreadable.map(({ path }) => path),
  ]);
  const count = await countNotCheckedOut(fleet.root, metadata, ignore, onDisk);
  return count === 0 ? fleet : { ...fleet, notCheckedOut: count };
}

function hintsOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ text }) => text);
}

interface OpenIndex {
  readonly stored: FleetIndex;
  readonly isToBeStored: boolean;
  readonly store: (index: FleetIndex) => void;
}

/** The index of a fleet; null where there is to be none. */
function indexOf(root: string, config: FleetConfig, args: Arguments, context: CliContext): OpenIndex | null {
  const folder = cacheFolder(context.variables);
  if (!args.get(cache) || folder === null) return null;
  const file = indexFile(folder, codeVersion(), root, config);
  return {
    stored: loadIndex(file),
    // A job in CI reads a fleet once: storing it would cost time and serve nobody, unless `--cache` says otherwise.
    isToBeStored: !isCi(context.variables) || args.has(cache),
    store(index) {
      storeIndex(file, index);
      evict(folder);
    },
  };
}

async function openRevision(folder: string, asked: string, args: Arguments, context: CliContext): Promise<OpenFleet> {
  const { revisionTree } = await import('../git/revision-tree.js');
  const tree = await revisionTree(folder, asked);
  const config = await loadConfig(tree);
  const parse = parseFromObjects(tree, config, () => indexOf(folder, config, args, context)?.stored ?? EMPTY_INDEX);
  return {
    tree,
    config,
    scan: (onProgress) => scanFleet(tree, config, parse, onProgress),
    probe: probeOf(tree),
    close: () => tree.close(),
  };
}

/** Does work that may take long, with its progress on the terminal where there is one. */
async function withProgress<T>(context: CliContext, work: (onProgress?: OnProgress) => Promise<T>): Promise<T> {
  if (!context.stderr.isTerminal) return work();
  const { progressOn } = await import('../io/progress.js');
  const progress = progressOn(context, (done, total) => progressText('reading', done, total));
  try {
    return await work(progress?.report);
  } finally {
    progress?.end();
  }
}
