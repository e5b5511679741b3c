import type { Mapping } from '../../values/value.js';
import type { Connector } from '../connector.js';

type Known = Omit<Connector, 'data'>;

/** A connector whose metadata is decoded when somebody asks for it: most selections decide by what is known without. */
export class RememberedConnector implements Connector {
  #data: Mapping | undefined;
  readonly #known: Known;
  readonly #decode: () => Mapping;

  constructor(known: Known, decode: () => Mapping) {
    this.#known = known;
    this.#decode = decode;
  }

  get data(): Mapping {
    return (this.#data ??= this.#decode());
  }

  get name(): Known['name'] {
    return this.#known.name;
  }

  get path(): Known['path'] {
    return this.#known.path;
  }

  get metadataPath(): Known['metadataPath'] {
    return this.#known.metadataPath;
  }

  get language(): Known['language'] {
    return this.#known.language;
  }

  get hasDockerfile(): Known['hasDockerfile'] {
    return this.#known.hasDockerfile;
  }

  get hasBuildCustomization(): Known['hasBuildCustomization'] {
    return this.#known.hasBuildCustomization;
  }

  get type(): Known['type'] {
    return this.#known.type;
  }

  get supportLevel(): Known['supportLevel'] {
    return this.#known.supportLevel;
  }

  get version(): Known['version'] {
    return this.#known.version;
  }

  get baseImage(): Known['baseImage'] {
    return this.#known.baseImage;
  }

  get migration(): Known['migration'] {
    return this.#known.migration;
  }
}
