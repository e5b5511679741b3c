import type { ProbedConnector } from '../../fleet/connector.js';

/** What one file was and becomes. Null stands for a file that does not exist. */
export interface FileEdit {
  /** Relative to the root. */
  readonly path: string;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
}

/** What is to be done to a connector, or why nothing is. */
export type PlannedMigration = MigrationPlan | SkippedMigration | RefusedMigration;

export interface MigrationPlan {
  readonly outcome: 'planned';
  readonly connector: ProbedConnector;
  readonly edits: readonly FileEdit[];
  /** The versions before and after; the same where the version was raised before. */
  readonly version: { readonly from: string; readonly to: string };
  /** The address that the metadata holds afterwards. */
  readonly baseImage: string;
  /** What was deliberately left, or wants a look. */
  readonly notes: readonly string[];
}

export interface SkippedMigration {
  readonly outcome: 'skipped';
  readonly connector: ProbedConnector;
  readonly reason: string;
}

export interface RefusedMigration {
  readonly outcome: 'refused';
  readonly connector: ProbedConnector;
  /** At least one. */
  readonly reasons: readonly string[];
}

/** Ends the planning of one connector from any depth. Never leaves this folder: planning turns it into an outcome. */
export class Refusal extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join('; '));
  }
}

export function refuse(...reasons: string[]): never {
  throw new Refusal(reasons);
}
