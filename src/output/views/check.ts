import type { CheckedConnector } from '../../migration/check/check.js';
import { CRITERIA, VERDICTS, type Verdict } from '../../migration/check/criterion.js';
import type { Latest } from '../../migration/latest.js';
import type { Selection } from '../../selection/selection.js';
import { formatImageAddress } from '../../values/image-address.js';
import type { JsonObject } from '../json-text.js';
import type { Cell, Column, Metric, Tone, View } from '../view.js';
import { selectionHead, selectionTail } from './selection-document.js';

export interface CheckShown {
  readonly selection: Selection;
  readonly checked: readonly CheckedConnector[];
  /** What base images were compared with; null where nothing is known. */
  readonly latest: Latest | null;
}

const COLUMNS: readonly Column[] = [
  { title: 'Connector' },
  { title: 'Result' },
  ...CRITERIA.map((title) => ({ title, expendable: true })),
  { title: 'Why', wrap: true },
];

const RESULTS = ['pass', 'fail', 'not-applicable'] as const;

/** The six criteria, one connector a row. */
export function checkView({ selection, checked, latest }: CheckShown): View {
  const results = Object.fromEntries(
    RESULTS.map((result) => [result, checked.filter(({ verdict }) => verdict === result).length]),
  );
  return {
    document: () => ({
      ...selectionHead(selection),
      latest: latest === null ? null : { address: formatImageAddress(latest.image), source: latest.source },
      results,
      connectors: checked.map(item),
      ...selectionTail(selection),
    }),
    items: () => checked.map(item),
    table: () => ({ columns: COLUMNS, rows: checked.map(cells) }),
    names: () => checked.filter(({ verdict }) => verdict === 'fail').map(({ connector }) => connector.name),
    count: () => checked.filter(({ verdict }) => verdict === 'fail').length,
    matrix: () => checked.map(item),
    metrics: () => metrics(checked),
  };
}

function item({ connector, verdict, findings }: CheckedConnector): JsonObject {
  return {
    name: connector.name,
    path: connector.path,
    result: verdict,
    criteria: Object.fromEntries(
      CRITERIA.map((name) => [name, { verdict: findings[name].verdict, reason: findings[name].reason }]),
    ),
  };
}

const TONE_OF: Readonly<Record<Verdict, Tone>> = {
  pass: 'good',
  fail: 'bad',
  'not-applicable': 'faint',
  unknown: 'middling',
};

function cells({ connector, verdict, findings }: CheckedConnector): readonly Cell[] {
  return [
    { text: connector.name },
    verdictCell(verdict),
    ...CRITERIA.map((name) => verdictCell(findings[name].verdict)),
    { text: whyOf(findings).join('; ') },
  ];
}

function verdictCell(verdict: Verdict): Cell {
  return { text: verdict === 'not-applicable' ? 'n/a' : verdict, tone: TONE_OF[verdict] };
}

/** Why it fails; without a failure, what somebody still has to look at. */
function whyOf(findings: CheckedConnector['findings']): readonly string[] {
  const reasons = (wanted: Verdict): readonly string[] =>
    CRITERIA.filter((name) => findings[name].verdict === wanted).map((name) => findings[name].reason);
  const failures = reasons('fail');
  if (failures.length > 0) return failures;
  return CRITERIA.every((name) => findings[name].verdict === 'not-applicable')
    ? [findings['dockerfile-removed'].reason]
    : reasons('unknown');
}

function metrics(checked: readonly CheckedConnector[]): readonly Metric[] {
  const samples = CRITERIA.flatMap((criterion) =>
    VERDICTS.map((verdict) => ({
      labels: { criterion, verdict },
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
