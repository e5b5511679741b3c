import { MIGRATION_STATES, type MigrationState } from '../../fleet/connector.js';
import { type Group, type Grouping, type Tally, migratedShare } from '../../inventory/groups.js';
import type { Selection } from '../../selection/selection.js';
import { type JsonObject, jsonOf, valueText } from '../../values/to-text.js';
import type { Value } from '../../values/value.js';
import type { Cell, Column, Metric, View } from '../view.js';
import { labelNames, merged } from './metric-labels.js';
import { selectionHead, selectionTail } from './selection-document.js';
import { selectionMetric } from './selection-metrics.js';
import { barCell, roundedShare } from './shares.js';

export interface StatsShown {
  readonly selection: Selection;
  readonly grouping: Grouping;
  /** The groups in the order and number in which they are shown. */
  readonly shown: readonly Group[];
  /** Column titles of the fields. */
  readonly titles: readonly string[];
  /** Whether to show how far each group has migrated, rather than its share of the whole. */
  readonly progress: boolean;
}

/** Counts of connectors by the values of fields. */
export function statsView({ selection, grouping, shown, titles, progress }: StatsShown): View {
  const { by, total } = grouping;
  const item = (group: Group): JsonObject => ({
    key: Object.fromEntries(by.map(({ name }, index) => [name, jsonOf(group.values[index] ?? null)])),
    ...tallyItem(group),
    share: total.connectors === 0 ? null : roundedShare(group.connectors / total.connectors),
  });
  const words = (group: Group): readonly Cell[] =>
    by.map(({ name }, index) => valueCell(name, group.values[index] ?? null));
  return {
    document: () => ({
      ...selectionHead(selection),
      by: by.map(({ name }) => name),
      groups: shown.map(item),
      total: tallyItem(total),
      ...selectionTail(selection),
    }),
    items: () => shown.map(item),
    table: () => {
      const numbers = progress ? progressCells : (tally: Tally) => countCells(tally, total);
      return {
        columns: [
          ...titles.map((title): Column => ({ title, shorten: 'middle' })),
          ...(progress ? PROGRESS_COLUMNS : COUNT_COLUMNS),
        ],
        rows: shown.map((group) => [...words(group), ...numbers(group)]),
        totals: [...by.map((_, index): Cell => ({ text: index === 0 ? 'total' : '' })), ...numbers(total)],
      };
    },
    names: () => shown.map((group) => words(group).map(shownText).join(',')),
    count: () => shown.length,
    matrix: () => shown.map(item),
    metrics: () => [
      selectionMetric(selection),
      ...groupMetrics(
        by.map(({ name }) => name),
        shown,
        words,
        progress,
      ),
    ],
  };
}

const NUMBER = { align: 'right' } as const;
const PROGRESS_COLUMNS: readonly Column[] = [
  { title: 'Migrated', ...NUMBER },
  { title: 'Partial', ...NUMBER },
  { title: 'Unmigrated', ...NUMBER },
  { title: 'Total', ...NUMBER },
  { title: 'Progress', ...NUMBER },
];
const COUNT_COLUMNS: readonly Column[] = [
  { title: 'Connectors', ...NUMBER },
  { title: 'Share', ...NUMBER },
];

function progressCells(tally: Tally): readonly Cell[] {
  const { migration, connectors } = tally;
  return [
    ...MIGRATION_STATES.map((state) => countCell(migration[state], state)),
    countCell(connectors),
    barCell(migratedShare(tally)),
  ];
}

function countCells({ connectors }: Tally, total: Tally): readonly Cell[] {
  return [countCell(connectors), barCell(total.connectors === 0 ? null : connectors / total.connectors)];
}

function countCell(count: number, state?: MigrationState): Cell {
  const tone = count === 0 ? 'faint' : state === 'migrated' ? 'good' : state === 'partial' ? 'middling' : undefined;
  return { text: String(count), ...(tone === undefined ? {} : { tone }) };
}

function tallyItem(tally: Tally): JsonObject {
  const share = migratedShare(tally);
  return {
    connectors: tally.connectors,
    migration: { ...tally.migration },
    shareMigrated: share === null ? null : roundedShare(share),
  };
}

/** Fields whose missing value has a word of its own on the command line. */
const NONE_FIELDS = new Set(['language', 'supportLevel']);

function valueCell(field: string, value: Value | null): Cell {
  if (value !== null) return { text: valueText(value) };
  return NONE_FIELDS.has(field) ? { text: 'none', tone: 'faint' } : { text: '', shown: '(missing)', tone: 'faint' };
}

function shownText({ text, shown }: Cell): string {
  return shown ?? text;
}

function groupMetrics(
  by: readonly string[],
  shown: readonly Group[],
  words: (group: Group) => readonly Cell[],
  progress: boolean,
): readonly Metric[] {
  const names = labelNames(by);
  const labelsOf = (group: Group): Record<string, string> =>
    Object.fromEntries(words(group).map((cell, index) => [names[index] ?? '', cell.text === '' ? 'none' : cell.text]));
  const counts: Metric = {
    name: 'fleetq_group_connectors',
    help: 'Connectors that were selected, by the fields that the labels name.',
    samples: merged(shown.map((group) => ({ labels: labelsOf(group), value: group.connectors }))),
  };
  if (!progress) return [counts];
  const states = shown.flatMap((group) =>
    MIGRATION_STATES.map((migration) => ({
      labels: { ...labelsOf(group), migration },
      value: group.migration[migration],
    })),
  );
  return [
    counts,
    {
      name: 'fleetq_migration_connectors',
      help: 'Connectors that were selected, by how far they have migrated.',
      samples: merged(states),
    },
  ];
}
