import type { ProbedConnector } from '../../fleet/connector.js';
import type { ImageAddress } from '../../values/image-address.js';
import type { FileEdit } from '../files.js';
import type { Bump } from '../versions.js';
import type { Reason } from './reasons.js';

/** What a run of `migrate` is asked to do. */
export interface MigrationRequest {
  readonly baseImage: ImageAddress;
  /** Null where the pull request does not exist yet. */
  readonly pullRequest: number | null;
  /** Of the changelog row, `YYYY-MM-DD`. */
  readonly date: string;
  /** What the changelog row says, with placeholders such as `{image}`; null for the usual words. */
  readonly message: string | null;
  /** The part of the version to raise. */
  readonly bump: Bump;
  /** Whether known instructions of a README to run `docker build` are replaced. */
  readonly readme: boolean;
  /** Whether files that nothing uses any more are deleted. */
  readonly clean: boolean;
  /** What to do about a Dockerfile that customizes the image. */
  readonly customDockerfile: 'abort' | 'scaffold-hooks' | 'discard';
}

/** What planning needs to know beyond the files. */
export interface PlanContext {
  /** The key that holds the data in metadata files. */
  readonly dataKey: string | null;
  /** Uncommitted files among those a migration may touch, with their state. */
  readonly dirty: ReadonlyMap<string, string>;
  /** A connector's version at the base revision; null where it is not known or was not there. */
  versionAtBase(connector: ProbedConnector): Promise<string | null>;
  /** The text of a file at the base revision, empty where it was not there; null without a base. */
  textAtBase(path: string): Promise<string | null>;
}

/** What is to be done to a connector, or why nothing is. */
export type MigrationPlan = PlannedMigration | SkippedMigration | RefusedMigration;

interface PlannedMigration {
  readonly outcome: 'planned';
  readonly connector: ProbedConnector;
  readonly edits: readonly FileEdit[];
  /** The versions before and after; the same where the version was raised before. */
  readonly version: { readonly from: string; readonly to: string };
  /** The address that the metadata holds afterwards. */
  readonly baseImage: string;
  /** What was deliberately left, or needs a look. */
  readonly notes: readonly string[];
}

export type VersionChange = PlannedMigration['version'];

interface SkippedMigration {
  readonly outcome: 'skipped';
  readonly connector: ProbedConnector;
  readonly reason: Reason;
}

interface RefusedMigration {
  readonly outcome: 'refused';
  readonly connector: ProbedConnector;
  /** At least one. */
  readonly reasons: readonly Reason[];
}
