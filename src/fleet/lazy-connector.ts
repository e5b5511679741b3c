import type { Mapping } from '../values/value.js';
import {
  type Connector,
  type ConnectorLocation,
  type FolderFacts,
  type MetadataFields,
  migrationOf,
} from './connector.js';

/** Where the parts of connectors come from, each connector told by a key. Each part is asked for once at the most. */
export interface ConnectorSource<Key> {
  place(key: Key): ConnectorLocation;
  facts(key: Key): MetadataFields;
  /** Throws a `disk` error where the folder cannot be read. */
  around(key: Key): FolderFacts;
  data(key: Key): Mapping;
}

/** A connector that looks for its parts when somebody asks for them: most selections need few parts of most connectors. */
export class LazyConnector<Key> implements Connector {
  #place: ConnectorLocation | undefined;
  #facts: MetadataFields | undefined;
  #around: FolderFacts | undefined;
  #data: Mapping | undefined;
  readonly #key: Key;
  readonly #source: ConnectorSource<Key>;

  constructor(key: Key, source: ConnectorSource<Key>) {
    this.#key = key;
    this.#source = source;
  }

  get name(): string {
    return this.#where.name;
  }

  get path(): string {
    return this.#where.path;
  }

  get metadataPath(): string {
    return this.#where.metadataPath;
  }

  get data(): Mapping {
    return (this.#data ??= this.#source.data(this.#key));
  }

  get type(): Connector['type'] {
    return this.#known.type;
  }

  get supportLevel(): Connector['supportLevel'] {
    return this.#known.supportLevel;
  }

  get version(): Connector['version'] {
    return this.#known.version;
  }

  get baseImage(): Connector['baseImage'] {
    return this.#known.baseImage;
  }

  get language(): Connector['language'] {
    return this.#beside.language;
  }

  get hasDockerfile(): Connector['hasDockerfile'] {
    return this.#beside.hasDockerfile;
  }

  get hasBuildCustomization(): Connector['hasBuildCustomization'] {
    return this.#beside.hasBuildCustomization;
  }

  get migration(): Connector['migration'] {
    return migrationOf(this.#known, this.#beside);
  }

  get #where(): ConnectorLocation {
    return (this.#place ??= this.#source.place(this.#key));
  }

  get #known(): MetadataFields {
    return (this.#facts ??= this.#source.facts(this.#key));
  }

  get #beside(): FolderFacts {
    return (this.#around ??= this.#source.around(this.#key));
  }
}
