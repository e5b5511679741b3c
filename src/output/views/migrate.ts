import { type ImageAddress, formatImageAddress } from '../../values/image-address.js';
import type { FileEdit } from '../../migration/files.js';
import type { MigrationPlan } from '../../migration/plan/plan.js';
import type { Selection } from '../../selection/selection.js';
import type { Reason, ReasonCode } from '../../migration/plan/reasons.js';
import { counted, numberText } from '../../text/plural.js';
import type { JsonObject } from '../../values/to-text.js';
import type { Cell, Column, Metric, Section, Tone, View } from '../view.js';
import { selectionHead, selectionTail } from './document.js';
import { runMetric } from './metrics.js';

export interface MigrationsShown {
  readonly selection: Selection;
  readonly baseImage: ImageAddress;
  readonly plans: readonly MigrationPlan[];
  /** Whether the plans stayed plans. */
  readonly dryRun: boolean;
  /** How many connectors `--limit` left for the next run. */
  readonly left: number;
  /** The branch that holds a connector's edits, or will; empty where they are written to the work tree. */
  readonly branches: ReadonlyMap<string, string>;
}

/** What became of each connector. */
type Result = 'migrated' | 'planned' | 'skipped' | 'refused';

/** A run of `migrate`, one connector a row; `names` and `count` are about those that it edits. */
export function migrateView({
  selection,
  baseImage,
  plans,
  dryRun,
  left,
  branches,
}: MigrationsShown): View<MigrationPlan> {
  const resultOf = ({ outcome }: MigrationPlan): Result => (outcome === 'planned' && !dryRun ? 'migrated' : outcome);
  const columns = [...columnsFor(resultOf), ...(branches.size === 0 ? [] : [branchColumn(branches)])];
  const summary = summaryOf(plans, left, resultOf);
  return {
    rows: plans,
    nameOf: ({ connector, outcome }) => (outcome === 'planned' ? connector.name : null),
    itemOf: (plan) => ({
      name: plan.connector.name,
      path: plan.connector.path,
      metadataPath: plan.connector.metadataPath,
      result: resultOf(plan),
      ...details(plan),
      ...(branches.has(plan.connector.metadataPath)
        ? { branch: branches.get(plan.connector.metadataPath) ?? null }
        : {}),
    }),
    linesOf: (plan) => [plan],
    columns,
    details: () => [{ sections: [plansTable(plans, columns), ...(plans.length > 1 ? [summaryTable(summary)] : [])] }],
    document: (connectors, run) => ({
      ...selectionHead(selection, run),
      dryRun,
      baseImage: formatImageAddress(baseImage),
      results: resultCounts(plans.map(resultOf)),
      summary: summary.map(({ result, code, connectors: count }) => ({ result, code, connectors: count })),
      left,
      connectors,
      ...selectionTail(selection),
    }),
    metrics: (run) => [runMetric(run), ...metrics(plans.map(resultOf))],
  };
}

function branchColumn(branches: ReadonlyMap<string, string>): Column<MigrationPlan> {
  return {
    name: 'branch',
    title: 'Branch',
    cellOf: ({ connector }) => ({ text: branches.get(connector.metadataPath) ?? '' }),
  };
}

function columnsFor(resultOf: (plan: MigrationPlan) => Result): readonly Column<MigrationPlan>[] {
  return [
    { name: 'name', title: 'Connector', cellOf: ({ connector }) => ({ text: connector.name }) },
    { name: 'result', title: 'Result', cellOf: (plan) => ({ text: resultOf(plan), tone: TONE_OF[resultOf(plan)] }) },
    { name: 'version', title: 'Version', cellOf: versionCell },
    {
      name: 'files',
      title: 'Files',
      align: 'right',
      expendable: true,
      cellOf: (plan) => ({ text: plan.outcome === 'planned' ? counted(plan.edits.length, 'file') : '' }),
    },
    { name: 'details', title: 'Details', wrap: true, cellOf: (plan) => ({ text: remarks(plan).join('; ') }) },
  ];
}

function details(plan: MigrationPlan): JsonObject {
  switch (plan.outcome) {
    case 'planned':
      return {
        version: plan.version,
        baseImage: plan.baseImage,
        files: plan.edits.map((edit) => ({ path: edit.path, change: changeOf(edit) })),
        notes: plan.notes,
      };
    case 'skipped':
    case 'refused':
      return { reasons: remarks(plan), codes: reasonsOf(plan).map(({ code }) => code) };
  }
}

function changeOf({ before, after }: FileEdit): 'added' | 'deleted' | 'changed' {
  if (before === null) return 'added';
  return after === null ? 'deleted' : 'changed';
}

const TONE_OF: Readonly<Record<Result, Tone>> = { migrated: 'good', planned: 'good', skipped: 'faint', refused: 'bad' };

function versionCell(plan: MigrationPlan): Cell {
  if (plan.outcome !== 'planned') return { text: plan.connector.version ?? '' };
  const { from, to } = plan.version;
  return { text: from === to ? to : `${from} → ${to}` };
}

function remarks(plan: MigrationPlan): readonly string[] {
  switch (plan.outcome) {
    case 'planned':
      return plan.notes;
    case 'skipped':
    case 'refused':
      return reasonsOf(plan).map(({ message }) => message);
  }
}

function reasonsOf(plan: MigrationPlan): readonly Reason[] {
  switch (plan.outcome) {
    case 'planned':
      return [];
    case 'skipped':
      return [plan.reason];
    case 'refused':
      return plan.reasons;
  }
}

/** How many connectors came to a result for a reason; a connector that is refused for two counts in both. */
interface SummaryLine {
  readonly result: Result | 'left';
  readonly code: ReasonCode | 'limit' | null;
  readonly connectors: number;
}

const ORDER: readonly Result[] = ['migrated', 'planned', 'skipped', 'refused'];

/** By result, the most frequent reason first. */
function summaryOf(
  plans: readonly MigrationPlan[],
  left: number,
  resultOf: (plan: MigrationPlan) => Result,
): readonly SummaryLine[] {
  const lines = ORDER.flatMap((result): readonly SummaryLine[] => {
    const counts = new Map<ReasonCode | null, number>();
    for (const plan of plans) {
      if (resultOf(plan) !== result) continue;
      const codes = new Set<ReasonCode | null>(reasonsOf(plan).map(({ code }) => code));
      for (const code of codes.size === 0 ? [null] : codes) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    return [...counts]
      .map(([code, connectors]) => ({ result, code, connectors }))
      .sort((a, b) => b.connectors - a.connectors || ((a.code ?? '') < (b.code ?? '') ? -1 : 1));
  });
  return left === 0 ? lines : [...lines, { result: 'left', code: 'limit', connectors: left }];
}

function summaryTable(lines: readonly SummaryLine[]): Section {
  return {
    kind: 'table',
    table: {
      columns: [
        { name: 'result', title: 'Result' },
        { name: 'code', title: 'Reason' },
        { name: 'connectors', title: 'Connectors', align: 'right' },
      ],
      rows: lines.map(({ result, code, connectors }) => [
        { text: result, tone: result === 'left' ? 'faint' : TONE_OF[result] },
        { text: code ?? '' },
        { text: String(connectors), shown: numberText(connectors) },
      ]),
    },
  };
}

function plansTable(plans: readonly MigrationPlan[], columns: readonly Column<MigrationPlan>[]): Section {
  return {
    kind: 'table',
    table: { columns, rows: plans.map((plan) => columns.map(({ cellOf }) => cellOf(plan))) },
  };
}

function resultCounts(results: readonly Result[]): Readonly<Record<Result, number>> {
  const countOf = (result: Result): number => results.filter((one) => one === result).length;
  return {
    migrated: countOf('migrated'),
    planned: countOf('planned'),
    skipped: countOf('skipped'),
    refused: countOf('refused'),
  };
}

function metrics(results: readonly Result[]): readonly Metric[] {
  const samples = Object.entries(resultCounts(results)).map(([result, value]) => ({ labels: { result }, value }));
  return [{ name: 'fleetq_migrations', help: 'Connectors by what became of their migration.', samples }];
}
