import { FleetqError } from '../../errors.js';
import type { ConnectorLocation } from '../connector.js';
import type { Fleet } from '../fleet.js';
import { fingerprintAt } from './fingerprint.js';
import { RememberedFile } from './remembered-file.js';
import type { SeenFile, SeenFolder, SeenSurroundings, SeenWhole, Sighting } from './seen.js';
import type { Snapshot } from './snapshot.js';
import type { Surroundings } from './surroundings.js';

/** What a search for metadata files has found. */
export interface Found {
  /** Null where the next run has to search anew. */
  readonly searched: readonly SeenFolder[] | null;
  /** Whether the searched folders are still as the snapshot has them. */
  readonly isSearchSame: boolean;
  /** Files that are as they were, and files that were read anew. */
  readonly files: readonly (SeenFile | RememberedFile)[];
  readonly fleet: Fleet;
}

/** A snapshot is written anew when more than this share of its files has changed; until then these are read again. */
const WORTH_STORING = 1 / 1_000;

/** What is to be remembered of a run; null where the snapshot is still good enough. */
export function nextSighting(
  snapshot: Snapshot,
  found: Found | null,
  surroundings: Surroundings,
  placeOf: (path: string) => ConnectorLocation,
): Sighting | null {
  const files = found?.files ?? snapshot.files;
  if (files.length === 0) return null;
  const changes = files.filter(
    (file) => !(file instanceof RememberedFile) || surroundings.seenAround(file.path) !== undefined,
  ).length;
  const isSame =
    found === null ||
    (found.files.length === snapshot.files.length &&
      (found.searched === null ? snapshot.searched === null : found.isSearchSame));
  if (isSame && changes <= files.length * WORTH_STORING) return null;
  const seen = files.flatMap((file) => wholeOf(file, surroundings, placeOf) ?? []);
  const searched = found === null ? searchedIn(snapshot) : found.searched;
  return {
    searched: seen.length === files.length ? searched : null,
    files: found === null ? seen : inOrderOf(found.fleet, seen),
  };
}

/** A file with what is around it; null where that cannot be looked at, and nothing is to be remembered. */
function wholeOf(
  file: SeenFile | RememberedFile,
  surroundings: Surroundings,
  placeOf: (path: string) => ConnectorLocation,
): SeenWhole | null {
  const seen = surroundings.seenAround(file.path) ?? null;
  if (file instanceof RememberedFile) return { ...seenAgain(file), surroundings: seen ?? file.surroundings };
  if (seen !== null || typeof file.outcome === 'string') return { ...file, surroundings: seen };
  const looked = lookedAround(surroundings, placeOf(file.path));
  return looked === null ? null : { ...file, surroundings: looked };
}

function lookedAround(surroundings: Surroundings, place: ConnectorLocation): SeenSurroundings | null {
  try {
    return surroundings.look(place);
  } catch (error) {
    if (error instanceof FleetqError) return null;
    throw error;
  }
}

function seenAgain({
  path,
  fingerprint,
  blob,
  warnings,
  document,
  error,
  type,
  supportLevel,
  version,
  baseImage,
  hasBuildOptions,
}: RememberedFile): SeenFile {
  return {
    path,
    fingerprint,
    blob,
    warnings,
    document,
    outcome: error ?? { type, supportLevel, version, baseImage, hasBuildOptions },
  };
}

function searchedIn({ searched, fingerprints }: Snapshot): readonly SeenFolder[] | null {
  return searched?.map((folder, index) => [folder, fingerprintAt(fingerprints, index)]) ?? null;
}

function inOrderOf({ connectors }: Fleet, seen: readonly SeenWhole[]): readonly SeenWhole[] {
  const places = new Map(connectors.map(({ metadataPath }, index) => [metadataPath, index]));
  const placeIn = ({ path }: SeenFile): number => places.get(path) ?? places.size;
  return [...seen].sort((a, b) => placeIn(a) - placeIn(b));
}
