import { documentStore } from '../../../src/fleet/cache/document-store.js';
import { rememberingFleet } from '../../../src/fleet/cache/remembering-fleet.js';
import {
  type SnapshotPlace,
  loadSnapshot,
  snapshotPlace,
  storeSnapshot,
} from '../../../src/fleet/cache/snapshot-place.js';
import { DEFAULT_CONFIG, type FleetConfig } from '../../../src/fleet/config.js';
import type { Fleet } from '../../../src/fleet/fleet.js';
import { scanFleet } from '../../../src/fleet/scan.js';
import { workTree } from '../../../src/fleet/work-tree.js';

export const VERSION = 'test 1';

export function placeOf(root: string, cache: string, layout: FleetConfig = DEFAULT_CONFIG): SnapshotPlace {
  return snapshotPlace(cache, VERSION, root, layout);
}

export interface RunOptions {
  readonly layout?: FleetConfig;
  readonly settledAfterMs?: number;
  readonly worthAThread?: number;
  /** Which connectors the run asks for what is around them; all where nothing is said. */
  readonly asksFor?: (place: number) => boolean;
}

/** One run with the cache, as the command line makes it. */
export async function remembered(
  root: string,
  cache: string,
  { layout = DEFAULT_CONFIG, asksFor = () => true, ...options }: RunOptions = {},
): Promise<Fleet> {
  const place = placeOf(root, cache, layout);
  const snapshot = loadSnapshot(place);
  const documents = documentStore(cache, VERSION, () => snapshot);
  const fleet = rememberingFleet(root, layout, { snapshot, documents, ...options });
  const scanned = await fleet.scan();
  contentsOf({ ...scanned, connectors: scanned.connectors.filter((_, place) => asksFor(place)) });
  const next = fleet.sighting();
  if (next !== null) storeSnapshot(place, next);
  return scanned;
}

/** The same without a cache. */
export async function anew(root: string, layout: FleetConfig = DEFAULT_CONFIG): Promise<Fleet> {
  return scanFleet(workTree(root), layout);
}

/** All that a fleet holds, whatever its connectors are made of. */
export function contentsOf({ root, revision, connectors, unreadable, warnings }: Fleet): unknown {
  const whole = connectors.map(
    ({
      name,
      path,
      metadataPath,
      language,
      hasDockerfile,
      hasBuildCustomization,
      type,
      supportLevel,
      version,
      baseImage,
      migration,
      data,
    }) => ({
      name,
      path,
      metadataPath,
      language,
      hasDockerfile,
      hasBuildCustomization,
      type,
      supportLevel,
      version,
      baseImage,
      migration,
      data,
    }),
  );
  return { root, revision, connectors: whole, unreadable, warnings };
}
