import type { FieldStats } from '../../inventory/field-stats.js';
import type { Selection } from '../../selection/selection.js';
import { type JsonObject, jsonOf } from '../../values/to-text.js';
import type { Cell, Column, View } from '../view.js';
import { commonValuesCell } from './common-values.js';
import { selectionHead, selectionTail } from './selection-document.js';
import { selectionMetric } from './selection-metrics.js';
import { roundedShare, shareCell } from './shares.js';

export interface FieldsShown {
  readonly selection: Selection;
  /** The path that was asked for; null for every field. */
  readonly below: string | null;
  /** The fields in the order and number in which they are shown. */
  readonly shown: readonly FieldStats[];
  /** Whether each field stands below its parent, so that a narrow terminal can indent it. */
  readonly isTree: boolean;
}

const COLUMNS: readonly Column[] = [
  { title: 'Field', shorten: 'middle' },
  { title: 'Connectors', align: 'right' },
  { title: 'Share', align: 'right', expendable: true },
  { title: 'Types' },
  { title: 'Most common values' },
];

/** How many of the most common values a document names. */
const VALUES_IN_DOCUMENT = 10;

/** The fields of a fleet, one a row. */
export function fieldsView({ selection, below, shown, isTree }: FieldsShown): View {
  const all = selection.matched.length;
  const shareOf = ({ connectors }: FieldStats): number | null => (all === 0 ? null : connectors / all);
  const topDepth = shown.reduce((least, { depth }) => Math.min(least, depth), Infinity);
  const item = (field: FieldStats): JsonObject => fieldItem(field, shareOf(field));
  return {
    document: () => ({ ...selectionHead(selection), below, fields: shown.map(item), ...selectionTail(selection) }),
    items: () => shown.map(item),
    table: () => ({
      columns: COLUMNS,
      rows: shown.map((field) => [
        pathCell(field, isTree ? field.depth - topDepth : 0),
        { text: String(field.connectors) },
        shareCell(shareOf(field)),
        typesCell(field),
        commonValuesCell(field),
      ]),
    }),
    names: () => shown.map(({ path }) => path),
    count: () => shown.length,
    matrix: () => shown.map(item),
    metrics: () => [
      selectionMetric(selection),
      {
        name: 'fleetq_field_connectors',
        help: 'Connectors that have a field.',
        samples: shown.map(({ path, connectors }) => ({ labels: { field: path }, value: connectors })),
      },
    ],
  };
}

function fieldItem({ path, connectors, types, values }: FieldStats, share: number | null): JsonObject {
  return {
    path,
    connectors,
    share: share === null ? null : roundedShare(share),
    types: Object.fromEntries(types.map(({ type, connectors: count }) => [type, count])),
    distinctValues: values.length,
    values: values
      .slice(0, VALUES_IN_DOCUMENT)
      .map(({ value, connectors: count }) => ({ value: jsonOf(value), connectors: count })),
  };
}

/** The whole path; where there is no room for it, its last part below its parent. */
function pathCell({ path, lastPart }: FieldStats, depth: number): Cell {
  return depth === 0 ? { text: path } : { text: path, shorter: ['  '.repeat(depth) + lastPart] };
}

/** `string`; where there are several, `string (470), null (5)`, or `string +1` where there is no room. */
function typesCell({ types }: FieldStats): Cell {
  const [only, ...others] = types;
  if (only === undefined) return { text: '' };
  if (others.length === 0) return { text: only.type };
  const counted = types.map(({ type, connectors }) => `${type} (${connectors})`).join(', ');
  return { text: counted, shorter: [types.map(({ type }) => type).join(', '), `${only.type} +${others.length}`] };
}
