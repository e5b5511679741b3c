import { type ImageAddress, formatImageAddress } from '../../values/image-address.js';
import type { FileEdit } from '../../migration/files.js';
import type { MigrationPlan } from '../../migration/plan/plan.js';
import type { Selection } from '../../selection/selection.js';
import { counted } from '../../text/plural.js';
import type { JsonObject } from '../../values/to-text.js';
import type { Cell, Metric, Tone, View } from '../view.js';
import { selectionHead, selectionTail } from './document.js';
import { runMetric } from './metrics.js';

export interface MigrationsShown {
  readonly selection: Selection;
  readonly baseImage: ImageAddress;
  readonly plans: readonly MigrationPlan[];
  /** Whether the plans stayed plans. */
  readonly dryRun: boolean;
}

/** What became of each connector. */
type Result = 'migrated' | 'planned' | 'skipped' | 'refused';

/** A run of `migrate`, one connector a row; `names` and `count` are about those that it edits. */
export function migrateView({ selection, baseImage, plans, dryRun }: MigrationsShown): View<MigrationPlan> {
  const resultOf = ({ outcome }: MigrationPlan): Result => (outcome === 'planned' && !dryRun ? 'migrated' : outcome);
  return {
    rows: plans,
    nameOf: ({ connector, outcome }) => (outcome === 'planned' ? connector.name : null),
    itemOf: (plan) => ({
      name: plan.connector.name,
      path: plan.connector.path,
      metadataPath: plan.connector.metadataPath,
      result: resultOf(plan),
      ...details(plan),
    }),
    linesOf: (plan) => [plan],
    columns: [
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
    ],
    document: (connectors, run) => ({
      ...selectionHead(selection, run),
      dryRun,
      baseImage: formatImageAddress(baseImage),
      results: resultCounts(plans.map(resultOf)),
      connectors,
      ...selectionTail(selection),
    }),
    metrics: (run) => [runMetric(run), ...metrics(plans.map(resultOf))],
  };
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
      return { reasons: remarks(plan) };
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
      return [plan.reason];
    case 'refused':
      return plan.reasons;
  }
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
