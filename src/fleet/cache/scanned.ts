import type { FleetConfig } from '../config.js';
import type { MetadataFields } from '../connector.js';
import type { Fleet } from '../fleet.js';
import { type ConnectorSource, LazyConnector } from '../lazy-connector.js';
import { type ScannedFile, locationOf, remark } from '../scan-file.js';
import { fleetFrom } from '../scan.js';
import { dataIn } from './documents.js';
import type { RememberedFile } from './remembered-file.js';
import type { SeenFile } from './seen.js';
import type { Snapshot } from './snapshot.js';
import type { Surroundings } from './surroundings.js';

type ReadableFile = Pick<SeenFile, 'path' | 'document'> & { readonly outcome: MetadataFields };

/** Makes of remembered files, and of files that have just been read, what the scanner makes of files. */
export class Scanned {
  readonly #again: ConnectorSource<RememberedFile>;
  readonly #read: ConnectorSource<ReadableFile>;

  constructor(
    private readonly root: string,
    private readonly config: FleetConfig,
    private readonly snapshot: Snapshot,
    surroundings: Surroundings,
  ) {
    const place: ConnectorSource<{ readonly path: string }>['place'] = ({ path }) => locationOf(path, config);
    const data: ConnectorSource<Pick<SeenFile, 'document'>>['data'] = ({ document }) => dataIn(document, config);
    this.#again = { place, data, facts: (file) => file, around: (file) => surroundings.of(place(file), file) };
    this.#read = { place, data, facts: ({ outcome }) => outcome, around: (file) => surroundings.of(place(file)) };
  }

  /** A remembered file that is as it was. */
  again(file: RememberedFile): ScannedFile {
    if (this.snapshot.unreadable.has(file)) return this.#unreadable(file.path, file.error ?? '');
    return {
      connector: new LazyConnector(file, this.#again),
      warnings: this.snapshot.remarked.has(file) ? file.warnings.map((warning) => remark(file.path, warning)) : [],
    };
  }

  /** A file that has just been read. What was decoded is let go: most of it nobody asks for, and in a large fleet it would fill the memory. */
  read(file: SeenFile): ScannedFile {
    const { path, outcome, document, warnings } = file;
    if (typeof outcome === 'string') return this.#unreadable(path, outcome);
    return {
      connector: new LazyConnector({ path, outcome, document }, this.#read),
      warnings: warnings.map((warning) => remark(path, warning)),
    };
  }

  /** The fleet of the snapshot, where all of its files are as they were: they stand in the fleet's order. */
  wholeFleet(): Fleet {
    const { files, unreadable, remarked } = this.snapshot;
    const connectors = files
      .filter((file) => !unreadable.has(file))
      .map((file) => new LazyConnector(file, this.#again));
    const others = [...new Set([...unreadable, ...remarked])].map((file) => this.again(file));
    return { ...fleetFrom({ root: this.root, revision: null }, this.config, others), connectors };
  }

  #unreadable(path: string, error: string): ScannedFile {
    return { unreadable: { name: locationOf(path, this.config).name, path, error }, warnings: [] };
  }
}
