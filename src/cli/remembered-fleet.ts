import { trimCache } from '../fleet/cache/cache-files.js';
import { documentStore } from '../fleet/cache/document-store.js';
import { type TreeOfBlobs, rememberedReading } from '../fleet/cache/remembered-reading.js';
import { type RememberingFleet, rememberingFleet } from '../fleet/cache/remembering-fleet.js';
import { loadSnapshot, snapshotPlace, storeSnapshot } from '../fleet/cache/snapshot-place.js';
import type { FleetConfig } from '../fleet/config.js';
import type { MetadataSource } from '../fleet/metadata-source.js';
import { cacheFolder } from '../io/cache-folder.js';
import type { CliContext } from './context.js';
import { codeVersion } from './version.js';

/** A work tree with what earlier runs saw of it; what this run sees is stored once the answer is out. */
export function rememberedFleet(root: string, config: FleetConfig, environment: CliContext): RememberingFleet {
  const folder = cacheFolder(environment.variables);
  const place = snapshotPlace(folder, codeVersion(), root, config);
  const old = loadSnapshot(place);
  const documents = documentStore(folder, place.version, () => old);
  const remembered = rememberingFleet(root, config, { snapshot: old, documents });
  environment.afterwards(() => {
    const sighting = remembered.sighting();
    if (sighting === null) return;
    storeSnapshot(place, sighting);
    // Another branch may be checked out again.
    const current = new Set(sighting.files.map(({ blob }) => blob));
    documents.save(old.files.filter(({ blob, document }) => document.length > 0 && !current.has(blob)));
    trimCache(folder);
  });
  return remembered;
}

/** Metadata of a revision, with what earlier runs read of this or any other; what this run reads is stored once the answer is out. */
export function rememberedRevision(tree: TreeOfBlobs, config: FleetConfig, environment: CliContext): MetadataSource {
  const folder = cacheFolder(environment.variables);
  const version = codeVersion();
  const documents = documentStore(folder, version, () =>
    loadSnapshot(snapshotPlace(folder, version, tree.root, config)),
  );
  environment.afterwards(() => {
    documents.save();
    trimCache(folder);
  });
  return rememberedReading(tree, documents);
}
