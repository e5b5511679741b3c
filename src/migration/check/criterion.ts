import type { ProbedConnector } from '../../fleet/connector.js';
import type { BaseRevision, UnknownBase } from '../base-revision.js';
import type { FindLatest } from '../latest.js';
import type { FleetFiles } from '../files.js';
import type { Bump } from '../versions.js';
import type { CiResults } from './ci-results.js';

/** The definition of a successful migration, in the guide's order. */
export const CRITERIA = [
  'dockerfile-removed',
  'base-image-latest',
  'version-bumped',
  'changelog-entry',
  'ci-passed',
  'customization-reviewed',
] as const;
export type CriterionName = (typeof CRITERIA)[number];

export const VERDICTS = ['pass', 'fail', 'not-applicable', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a criterion says of a connector, and why, in one line. */
export interface Finding {
  readonly verdict: Verdict;
  readonly reason: string;
  /** The file that a failing criterion is about, relative to the root. */
  readonly file?: string;
}

/** What the criteria need to know beyond the connector. */
export interface CheckContext extends Pick<FleetFiles, 'read' | 'isLeftOut'> {
  /** The key that holds the data in metadata files. */
  readonly dataKey: string | null;
  /** The image that Python connectors are built on, without a tag. */
  readonly pythonImage: string;
  readonly findLatest: FindLatest;
  /** The base that changes are counted from, or why there is none. */
  readonly base: BaseRevision | UnknownBase;
  /** Results of CI runs; null without a file of them. */
  readonly ciResults: CiResults | null;
  /** What the change was meant to raise at least; null where nobody said. */
  readonly bump: Bump | null;
}

export type Criterion = (connector: ProbedConnector, context: CheckContext) => Finding | Promise<Finding>;

export const pass = (reason: string): Finding => ({ verdict: 'pass', reason });
export const fail = (reason: string, file?: string): Finding => ({
  verdict: 'fail',
  reason,
  ...(file === undefined ? {} : { file }),
});
export const notApplicable = (reason: string): Finding => ({ verdict: 'not-applicable', reason });
export const unknown = (reason: string): Finding => ({ verdict: 'unknown', reason });
