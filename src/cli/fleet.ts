import { scanFleet } from '../fleet/scan.js';
import type { FileTree } from '../fleet/file-tree.js';
import { sizeOfFleet, type Fleet } from '../fleet/fleet.js';
import type { Layout } from '../fleet/layout.js';
import { emptyFleetError, layoutOf } from '../fleet/open.js';
import { findRoot } from '../fleet/root.js';
import { workTree } from '../fleet/work-tree.js';
import { root } from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import type { Environment } from './environment.js';

/** A fleet that has been found but not read: its saved queries can be looked up and checked first. */
export interface OpenedFleet {
  readonly tree: FileTree;
  readonly layout: Layout;
  /** Reads every connector. Throws where there are none at all. */
  scan(): Promise<Fleet>;
}

/** Finds the fleet that the command line means. */
export async function openFleet(args: Arguments, environment: Environment): Promise<OpenedFleet> {
  const tree = workTree(findRoot(environment.workingFolder, args.get(root)));
  const layout = await layoutOf(tree);
  return {
    tree,
    layout,
    async scan() {
      const fleet = await scanFleet(tree, layout);
      if (sizeOfFleet(fleet) === 0) throw emptyFleetError(tree, layout);
      return fleet;
    },
  };
}
