import { formatImageAddress } from '../../values/image-address.js';
import type { CheckedConnector } from '../../migration/check/check.js';
import { CRITERIA, type CriterionName, VERDICTS } from '../../migration/check/criterion.js';
import type { Latest } from '../../migration/latest.js';
import type { Selection } from '../../selection/selection.js';
import { escapeControlLines } from '../../text/escape-control.js';
import type { JsonObject } from '../../values/to-text.js';
import type { Column, Metric, Sample, View } from '../view.js';
import { checkSections, verdictCell, whyOf } from './check-report.js';
import { selectionHead, selectionTail } from './document.js';
import { queryLabel, runMetric } from './metrics.js';

export interface CheckShown {
  readonly selection: Selection;
  readonly checked: readonly CheckedConnector[];
  /** What base images were compared with; null where nothing is known. */
  readonly latest: Latest | null;
  /** Leaves out the rows of connectors that do not fail; they are counted all the same. */
  readonly failuresOnly: boolean;
}

/** The key of a criterion in documents, and the name of its column. */
const KEY_OF: Readonly<Record<CriterionName, string>> = {
  'dockerfile-removed': 'dockerfileRemoved',
  'base-image-latest': 'baseImageLatest',
  'version-bumped': 'versionBumped',
  'changelog-entry': 'changelogEntry',
  'ci-passed': 'ciPassed',
  'customization-reviewed': 'customizationReviewed',
};

/** The six criteria, one connector a row; `names` and `count` are about those that fail. */
export function checkView({ selection, checked, latest, failuresOnly }: CheckShown): View<CheckedConnector> {
  const resultCount = (result: CheckedConnector['verdict']): number =>
    checked.filter(({ verdict }) => verdict === result).length;
  const results = {
    pass: resultCount('pass'),
    fail: resultCount('fail'),
    notApplicable: resultCount('not-applicable'),
  };
  const shown = failuresOnly ? checked.filter(({ verdict }) => verdict === 'fail') : checked;
  return {
    rows: shown,
    nameOf: ({ connector, verdict }) => (verdict === 'fail' ? connector.name : null),
    itemOf: item,
    linesOf: (row) => [row],
    columns: [
      { name: 'name', title: 'Connector', cellOf: ({ connector }) => ({ text: connector.name }) },
      { name: 'result', title: 'Result', cellOf: ({ verdict }) => verdictCell(verdict) },
      ...CRITERIA.map((criterion): Column<CheckedConnector> => ({
        name: KEY_OF[criterion],
        title: criterion,
        expendable: true,
        cellOf: ({ findings }) => verdictCell(findings[criterion].verdict),
      })),
      { name: 'reason', title: 'Why', wrap: true, cellOf: ({ findings }) => ({ text: whyOf(findings).join('; ') }) },
    ],
    details: (whole) => [{ sections: checkSections(shown, checked, whole) }],
    document: (connectors, run) => ({
      ...selectionHead(selection, run),
      latest: latest === null ? null : { address: formatImageAddress(latest.image), source: latest.source },
      results,
      connectors,
      ...selectionTail(selection),
    }),
    metrics: (run) => [runMetric(run), ...metrics(checked, queryLabel(selection))],
  };
}

function item({ connector, verdict, findings }: CheckedConnector): JsonObject {
  return {
    name: connector.name,
    path: connector.path,
    metadataPath: connector.metadataPath,
    result: verdict,
    criteria: Object.fromEntries(
      CRITERIA.map((name) => [KEY_OF[name], { verdict: findings[name].verdict, reason: findings[name].reason }]),
    ),
  };
}

function metrics(checked: readonly CheckedConnector[], common: Sample['labels']): readonly Metric[] {
  const samples = CRITERIA.flatMap((criterion) =>
    VERDICTS.map((verdict) => ({
      labels: { ...common, criterion, verdict },
      value: checked.filter(({ findings }) => findings[criterion].verdict === verdict).length,
    })),
  );
  return [
    {
      name: 'fleetq_migration_criteria',
      help: 'Connectors by what each criterion of a successful migration says.',
      samples,
    },
  ];
}

/**
 * Findings as workflow commands of GitHub Actions, one a line: an error for what fails, a warning for what a person
 * has to look at. What is merely not known without more options is left out.
 */
export function annotationsOf(checked: readonly CheckedConnector[]): string {
  return checked.flatMap(annotationLines).join('');
}

function annotationLines({ connector, findings }: CheckedConnector): readonly string[] {
  return CRITERIA.flatMap((name) => {
    const { verdict, reason, file } = findings[name];
    const review = name === 'customization-reviewed' && verdict === 'unknown';
    if (verdict !== 'fail' && !review) return [];
    const properties = [
      `file=${commandProperty(file ?? connector.metadataPath)}`,
      `title=${commandProperty(`${connector.name}: ${name}`)}`,
    ];
    return [`::${verdict === 'fail' ? 'error' : 'warning'} ${properties.join(',')}::${commandData(reason)}\n`];
  });
}

/** A line end would end the command, and whatever follows it would be another one. */
function commandData(text: string): string {
  return escapeControlLines(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function commandProperty(text: string): string {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
