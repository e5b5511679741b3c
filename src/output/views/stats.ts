import { MIGRATION_STATES, type MigrationState } from '../../fleet/connector.js';
import { type Group, type Grouping, type Tally, migratedShare } from '../../inventory/groups.js';
import type { Selection } from '../../selection/selection.js';
import { type JsonObject, jsonOf, valueText } from '../../values/to-text.js';
import type { Value } from '../../values/value.js';
import type { Cell, Column, Metric, Sample, View } from '../view.js';
import { barCell, imageCell, roundedShare, valueCell } from './cells.js';
import { selectionHead, selectionTail } from './document.js';
import { NONE, imageLabels, labelNames, queryLabel, runMetric, selectionMetric, sumByLabels } from './metrics.js';

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

/** Counts of connectors by the values of fields, one group a row. */
export function statsView({ selection, grouping, shown, titles, progress }: StatsShown): View<Group> {
  const { by, total } = grouping;
  const fields = by.map(({ name }) => name);
  const keyCells = (group: Group): readonly Cell[] => fields.map((field, index) => keyCell(field, group.values[index]));
  const countColumns = progress ? PROGRESS_COLUMNS : shareColumns(total);
  return {
    rows: shown,
    nameOf: (group) =>
      keyCells(group)
        .map((cell) => cell.shown ?? cell.text)
        .join(','),
    itemOf: (group) => ({
      key: Object.fromEntries(fields.map((field, index) => [field, jsonOf(group.values[index] ?? null)])),
      ...tallyItem(group),
      share: total.connectors === 0 ? null : roundedShare(group.connectors / total.connectors),
    }),
    linesOf: (group) => [group],
    columns: [
      ...fields.map((field, index): Column<Group> => ({
        name: field,
        isField: true,
        title: titles[index] ?? field,
        shorten: field === IMAGE_FIELD ? 'start' : 'middle',
        cellOf: ({ values }) => keyCell(field, values[index]),
      })),
      ...countColumns,
    ],
    totals: [
      ...fields.map((_, index): Cell => ({ text: index === 0 ? 'total' : '' })),
      ...countColumns.map(({ cellOf }) => cellOf(total)),
    ],
    document: (groups, run) => ({
      ...selectionHead(selection, run),
      by: fields,
      groups,
      total: tallyItem(total),
      ...selectionTail(selection),
    }),
    metrics: (run) => [
      runMetric(run),
      selectionMetric(selection),
      ...groupMetrics(by, shown, queryLabel(selection), progress),
    ],
  };
}

const PROGRESS_COLUMNS: readonly Column<Tally>[] = [
  ...MIGRATION_STATES.map((state): Column<Tally> => ({
    name: state,
    title: `${state.charAt(0).toUpperCase()}${state.slice(1)}`,
    align: 'right',
    expendable: state !== 'migrated',
    cellOf: ({ migration }) => countCell(migration[state], state),
  })),
  { name: 'connectors', title: 'Total', align: 'right', cellOf: ({ connectors }) => countCell(connectors) },
  { name: 'shareMigrated', title: 'Progress', align: 'right', cellOf: (tally) => barCell(migratedShare(tally)) },
];

function shareColumns(total: Tally): readonly Column<Tally>[] {
  return [
    { name: 'connectors', title: 'Connectors', align: 'right', cellOf: ({ connectors }) => countCell(connectors) },
    {
      name: 'share',
      title: 'Share',
      align: 'right',
      cellOf: ({ connectors }) => barCell(total.connectors === 0 ? null : connectors / total.connectors),
    },
  ];
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

const IMAGE_FIELD = 'baseImage';

function keyCell(field: string, value: Value | null = null): Cell {
  if (value !== null) return field === IMAGE_FIELD && typeof value === 'string' ? imageCell(value) : valueCell(value);
  return NONE_FIELDS.has(field) ? { text: 'none', tone: 'faint' } : { text: '', shown: '(missing)', tone: 'faint' };
}

function groupMetrics(
  by: Grouping['by'],
  shown: readonly Group[],
  common: Sample['labels'],
  progress: boolean,
): readonly Metric[] {
  const names = labelNames(by.map(({ name }) => name));
  const labelsOf = ({ values }: Group): Sample['labels'] =>
    by.reduce<Sample['labels']>((labels, { name }, index) => {
      const value = values[index] ?? null;
      if (name === IMAGE_FIELD)
        return { ...labels, ...imageLabels(value === null ? null : valueText(value), 'base_image_') };
      const { text } = keyCell(name, value);
      return { ...labels, [names[index] ?? '']: text === '' ? NONE : text };
    }, common);
  const counts: Metric = {
    name: 'fleetq_group_connectors',
    help: 'Connectors that were selected, by the fields that the labels name.',
    samples: sumByLabels(shown.map((group) => ({ labels: labelsOf(group), value: group.connectors }))),
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
      samples: sumByLabels(states),
    },
  ];
}
