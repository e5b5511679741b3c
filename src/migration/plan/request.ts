import type { Connector } from '../../fleet/connector.js';
import type { BaseImage } from '../base-image/address.js';

/** What a run of `migrate` is asked to do. */
export interface MigrationRequest {
  readonly baseImage: BaseImage;
  /** Null where the pull request does not exist yet. */
  readonly pullRequest: number | null;
  /** Of the changelog row, `YYYY-MM-DD`. */
  readonly date: string;
  /** What becomes of a Dockerfile that does more than the common pattern. */
  readonly customDockerfile: 'stop' | 'scaffold-hooks' | 'lose';
}

/** What planning has to know beyond the files. */
export interface Surroundings {
  /** The key that holds the data in metadata files. */
  readonly dataKey: string | null;
  /** Uncommitted files among those a migration may touch, with what is uncommitted about them. */
  readonly dirty: ReadonlyMap<string, string>;
  /** A connector's version at the base revision; null where it is not known or was not there. */
  versionAtBase(connector: Connector): Promise<string | null>;
}
