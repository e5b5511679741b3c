import type { ConnectorLocation, FolderFacts } from '../connector.js';
import { lookAroundNow } from '../files-around.js';
import { namesIn } from '../work-tree.js';
import { areUnchanged, fingerprintOf } from './fingerprint.js';
import type { RememberedFile } from './remembered-file.js';
import type { SeenFolder, SeenSurroundings } from './seen.js';

/** What is around the metadata files of a work tree: as it is remembered where that still holds, else looked at, once. */
export class Surroundings {
  readonly #seen = new Map<string, SeenSurroundings>();

  /** @param settledAfterMs see `SETTLED_AFTER_MS` */
  constructor(
    private readonly root: string,
    private readonly fingerprints: Float64Array,
    private readonly settledAfterMs: number,
  ) {}

  /** What was seen around a metadata file in this run; undefined where nobody had to look. */
  seenAround(metadataPath: string): SeenSurroundings | undefined {
    return this.#seen.get(metadataPath);
  }

  of(place: ConnectorLocation, remembered?: RememberedFile): FolderFacts {
    if (remembered !== undefined && this.#holds(remembered)) return remembered.around;
    return this.look(place).around;
  }

  /** Throws a `disk` error where a folder cannot be listed. */
  look(place: ConnectorLocation): SeenSurroundings {
    const folders: SeenFolder[] = [];
    const around = lookAroundNow(place, (folder) => {
      // Before it is listed, so that a change in between shows the next time.
      folders.push([folder, fingerprintOf(`${this.root}/${folder}`, this.settledAfterMs)]);
      return namesIn(this.root, folder);
    });
    const seen = { around, folders };
    this.#seen.set(place.metadataPath, seen);
    return seen;
  }

  #holds({ listed, folderPlace }: RememberedFile): boolean {
    return listed.length > 0 && areUnchanged(this.root, listed, this.fingerprints, folderPlace);
  }
}
