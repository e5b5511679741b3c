import type { Connector, ConnectorType, MigrationState } from '../connector.js';
import type { Language } from '../language.js';
import type { Mapping } from '../../values/value.js';

/** A connector whose metadata is decoded when somebody asks for it: most selections decide by what is known without. */
export class RememberedConnector implements Connector {
  readonly name: string;
  readonly path: string;
  readonly metadataPath: string;
  readonly language: Language | null;
  readonly hasDockerfile: boolean;
  readonly hasBuildCustomization: boolean;
  readonly type: ConnectorType | null;
  readonly supportLevel: string | null;
  readonly version: string | null;
  readonly baseImage: string | null;
  readonly migration: MigrationState;
  #data: Mapping | undefined;
  readonly #decode: () => Mapping;

  constructor(known: Omit<Connector, 'data'>, decode: () => Mapping) {
    this.name = known.name;
    this.path = known.path;
    this.metadataPath = known.metadataPath;
    this.language = known.language;
    this.hasDockerfile = known.hasDockerfile;
    this.hasBuildCustomization = known.hasBuildCustomization;
    this.type = known.type;
    this.supportLevel = known.supportLevel;
    this.version = known.version;
    this.baseImage = known.baseImage;
    this.migration = known.migration;
    this.#decode = decode;
  }

  get data(): Mapping {
    return (this.#data ??= this.#decode());
  }
}
