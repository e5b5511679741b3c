import { rememberingTree, type RememberingTree } from '../fleet/cache/remembering-tree.js';
import { loadSnapshot, snapshotPlace, storeSnapshot } from '../fleet/cache/storage.js';
import type { Layout } from '../fleet/layout.js';
import { cacheFolder } from './cache-folder.js';
import type { Environment } from './environment.js';

/** A work tree with what earlier runs saw of it; what this run sees is stored once the answer is out. */
export function rememberedFleet(folder: string, layout: Layout, environment: Environment): RememberingTree {
  const place = snapshotPlace(cacheFolder(environment), folder, layout);
  const remembered = rememberingTree(folder, loadSnapshot(place));
  environment.afterwards(() => {
    const snapshot = remembered.newSnapshot();
    if (snapshot !== null) storeSnapshot(place, snapshot);
  });
  return remembered;
}
