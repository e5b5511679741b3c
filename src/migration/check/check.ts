import type { ProbedConnector } from '../../fleet/connector.js';
import { notEligible } from '../plan/eligible.js';
import { baseImageLatest } from './base-image-latest.js';
import { changelogEntry } from './changelog-entry.js';
import { ciPassed } from './ci-passed.js';
import {
  CRITERIA,
  type CheckContext,
  type Criterion,
  type CriterionName,
  type Finding,
  type Verdict,
  notApplicable,
} from './criterion.js';
import { customizationReviewed } from './customization-reviewed.js';
import { dockerfileRemoved } from './dockerfile-removed.js';
import { versionBumped } from './version-bumped.js';

const CRITERION: Readonly<Record<CriterionName, Criterion>> = {
  'dockerfile-removed': dockerfileRemoved,
  'base-image-latest': baseImageLatest,
  'version-bumped': versionBumped,
  'changelog-entry': changelogEntry,
  'ci-passed': ciPassed,
  'customization-reviewed': customizationReviewed,
};

/** What the six criteria say of a connector. */
export interface CheckedConnector {
  readonly connector: ProbedConnector;
  /** `fail` where a criterion fails, `not-applicable` where none applies, `pass` else: what is unknown does not fail. */
  readonly verdict: Exclude<Verdict, 'unknown'>;
  readonly findings: Readonly<Record<CriterionName, Finding>>;
}

export async function checkConnector(connector: ProbedConnector, context: CheckContext): Promise<CheckedConnector> {
  const ineligible = notEligible(connector);
  const find = (name: CriterionName): Promise<Finding> =>
    ineligible === null
      ? CRITERION[name](connector, context)
      : Promise.resolve(notApplicable(`the connector ${ineligible}`));
  const findings = {
    'dockerfile-removed': await find('dockerfile-removed'),
    'base-image-latest': await find('base-image-latest'),
    'version-bumped': await find('version-bumped'),
    'changelog-entry': await find('changelog-entry'),
    'ci-passed': await find('ci-passed'),
    'customization-reviewed': await find('customization-reviewed'),
  };
  return { connector, verdict: verdictOf(CRITERIA.map((name) => findings[name].verdict)), findings };
}

function verdictOf(verdicts: readonly Verdict[]): CheckedConnector['verdict'] {
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.every((verdict) => verdict === 'not-applicable') ? 'not-applicable' : 'pass';
}
