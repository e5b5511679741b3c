import type { FileEdit } from '../../migration/files.js';
import type { MigrationPlan } from '../../migration/plan/plan.js';
import type { Selection } from '../../selection/selection.js';
import { counted } from '../../text/plural.js';
import { type ImageAddress, formatImageAddress } from '../../values/image-address.js';
import type { JsonObject } from '../json-text.js';
import type { Cell, Column, Metric, Tone, View } from '../view.js';
import { selectionHead, selectionTail } from './selection-document.js';

export interface MigrationsShown {
  readonly selection: Selection;
  readonly baseImage: ImageAddress;
  readonly plans: readonly MigrationPlan[];
  /** Whether the plans stayed plans. */
  readonly dryRun: boolean;
}

/** What became of each connector. */
type Result = 'migrated' | 'planned' | 'skipped' | 'refused';

const COLUMNS: readonly Column[] = [
  { title: 'Connector' },
  { title: 'Result' },
  { title: 'Version' },
  { title: 'Files', align: 'right', expendable: true },
  { title: 'Details', wrap: true },
];

/** A run of `migrate`, one connector a row. */
export function migrateView({ selection, baseImage, plans, dryRun }: MigrationsShown): View {
  const resultOf = ({ outcome }: MigrationPlan): Result => (outcome === 'planned' && !dryRun ? 'migrated' : outcome);
  const items = (): readonly JsonObject[] =>
    plans.map((plan) => ({
      name: plan.connector.name,
      path: plan.connector.path,
      result: resultOf(plan),
      ...details(plan),
    }));
  return {
    document: () => ({
      ...selectionHead(selection),
      dryRun,
      baseImage: formatImageAddress(baseImage),
      connectors: items(),
      ...selectionTail(selection),
    }),
    items,
    table: () => ({ columns: COLUMNS, rows: plans.map((plan) => cells(plan, resultOf(plan))) }),
    names: () => plans.filter(({ outcome }) => outcome === 'planned').map(({ connector }) => connector.name),
    count: () => plans.filter(({ outcome }) => outcome === 'planned').length,
    matrix: items,
    metrics: () => metrics(plans.map(resultOf)),
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
      return { reasons: [plan.reason] };
    case 'refused':
      return { reasons: plan.reasons };
  }
}

function changeOf({ before, after }: FileEdit): 'added' | 'deleted' | 'changed' {
  if (before === null) return 'added';
  return after === null ? 'deleted' : 'changed';
}

const TONE_OF: Readonly<Record<Result, Tone>> = { migrated: 'good', planned: 'good', skipped: 'faint', refused: 'bad' };

function cells(plan: MigrationPlan, result: Result): readonly Cell[] {
  const head: readonly Cell[] = [{ text: plan.connector.name }, { text: result, tone: TONE_OF[result] }];
  switch (plan.outcome) {
    case 'planned': {
      const { from, to } = plan.version;
      return [
        ...head,
        { text: from === to ? to : `${from} → ${to}` },
        { text: counted(plan.edits.length, 'file') },
        { text: plan.notes.join('; ') },
      ];
    }
    case 'skipped':
      return [...head, { text: plan.connector.version ?? '' }, { text: '' }, { text: plan.reason }];
    case 'refused':
      return [...head, { text: plan.connector.version ?? '' }, { text: '' }, { text: plan.reasons.join('; ') }];
  }
}

function metrics(results: readonly Result[]): readonly Metric[] {
  const known: readonly Result[] = ['migrated', 'planned', 'skipped', 'refused'];
  const samples = known.map((result) => ({
    labels: { result },
    value: results.filter((one) => one === result).length,
  }));
  return [{ name: 'fleetq_migrations', help: 'Connectors by what became of their migration.', samples }];
}
