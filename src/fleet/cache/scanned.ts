import type { MetadataFacts } from '../connector.js';
import type { Fleet } from '../fleet.js';
import { LazyConnector, type ConnectorSource } from '../lazy-connector.js';
import type { Layout } from '../layout.js';
import { fleetFrom } from '../scan.js';
import { placeOf, remark, type ScannedFile } from '../scan-file.js';
import { dataIn } from './documents.js';
import type { RememberedFile } from './remembered-file.js';
import type { SeenFile } from './seen.js';
import type { Snapshot } from './snapshot.js';
import type { Surroundings } from './surroundings.js';

type ReadableFile = Pick<SeenFile, 'path' | 'document'> & { readonly outcome: MetadataFacts };

/** Makes of remembered files, and of files that have just been read, what the scanner makes of files. */
export class Scanned {
  readonly #again: ConnectorSource<RememberedFile>;
  readonly #read: ConnectorSource<ReadableFile>;

  constructor(
    private readonly root: string,
    private readonly layout: Layout,
    private readonly snapshot: Snapshot,
    surroundings: Surroundings,
  ) {
    const place: ConnectorSource<{ readonly path: string }>['place'] = ({ path }) => placeOf(path, layout);
    const data: ConnectorSource<Pick<SeenFile, 'document'>>['data'] = ({ document }) => dataIn(document, layout);
    this.#again = { place, data, facts: (file) => file, around: (file) => surroundings.of(place(file), file) };
    this.#read = { place, data, facts: ({ outcome }) => outcome, around: (file) => surroundings.of(place(file)) };
  }

  /** A remembered file that is as it was. */
  again(file: RememberedFile): ScannedFile {
    if (this.snapshot.unreadable.has(file)) return this.#unreadable(file.path, file.error ?? '');
    return {
      connector: new LazyConnector(file, this.#again),
      remarks: this.snapshot.remarked.has(file) ? file.warnings.map((warning) => remark(file.path, warning)) : [],
    };
  }

  /** A file that has just been read. What was decoded is let go: most of it nobody asks for, and in a large fleet it would fill the memory. */
  read(file: SeenFile): ScannedFile {
    const { path, outcome, document, warnings } = file;
    if (typeof outcome === 'string') return this.#unreadable(path, outcome);
    return {
      connector: new LazyConnector({ path, outcome, document }, this.#read),
      remarks: warnings.map((warning) => remark(path, warning)),
    };
  }

  /** The fleet of the snapshot, where all of its files are as they were: they stand in the fleet's order. */
  wholeFleet(): Fleet {
    const { files, unreadable, remarked } = this.snapshot;
    const connectors = files
      .filter((file) => !unreadable.has(file))
      .map((file) => new LazyConnector(file, this.#again));
    const others = [...new Set([...unreadable, ...remarked])].map((file) => this.again(file));
    return { ...fleetFrom({ root: this.root, revision: null }, this.layout, others), connectors };
  }

  #unreadable(path: string, error: string): ScannedFile {
    return { unreadable: { name: placeOf(path, this.layout).name, path, error }, remarks: [] };
  }
}
