import { DEFAULT_CONFIG, type FleetConfig } from '../../../src/fleet/config.js';
import { dataOf } from '../../../src/fleet/connector.js';
import { workTree } from '../../../src/fleet/file-tree.js';
import { type Probe, probeOf } from '../../../src/fleet/folder-facts.js';
import { type IndexFile, indexFile, loadIndex, storeIndex } from '../../../src/fleet/index/index-file.js';
import { IndexedWorkTree } from '../../../src/fleet/index/refresh.js';
import { type Fleet, scanFleet } from '../../../src/fleet/scan.js';

const VERSION = 'test 1';

export function fileOf(root: string, cache: string, config: FleetConfig = DEFAULT_CONFIG): IndexFile {
  return indexFile(cache, VERSION, root, config);
}

export interface RunOptions {
  readonly config?: FleetConfig;
  readonly racyWindowMs?: number;
  /** Which connectors the run asks for what is in their folders; all where nothing is said. */
  readonly asksFor?: (place: number) => boolean;
}

/** One run with the index, as the command line makes it: what it finds of the fleet, all folders included. */
export async function indexed(
  root: string,
  cache: string,
  { config = DEFAULT_CONFIG, asksFor = () => true, racyWindowMs }: RunOptions = {},
): Promise<unknown> {
  const file = fileOf(root, cache, config);
  const tree = new IndexedWorkTree(root, config, loadIndex(file), racyWindowMs);
  const fleet = await tree.scan();
  await tree.probe(fleet.connectors.filter((_, place) => asksFor(place)));
  const next = tree.updated();
  if (next !== null) storeIndex(file, next);
  return contentsOf(fleet, (connectors) => tree.probe(connectors));
}

/** The same without an index. */
export async function anew(root: string, config: FleetConfig = DEFAULT_CONFIG): Promise<unknown> {
  const tree = workTree(root);
  return contentsOf(await scanFleet(tree, config), probeOf(tree));
}

/** All that a fleet holds, wherever it comes from. */
export async function contentsOf(fleet: Fleet, probe: Probe): Promise<unknown> {
  const { root, revision, unreadable, warnings } = fleet;
  const probed = await probe(fleet.connectors);
  const connectors = probed.connectors.map((connector) => ({ ...connector, metadata: dataOf(connector) }));
  return { root, revision, connectors, unreadable: [...unreadable, ...probed.unreadable], warnings };
}
