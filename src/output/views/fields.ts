import type { FieldStats } from '../../inventory/field-stats.js';
import type { Selection } from '../../selection/selection.js';
import { type JsonObject, jsonOf, scalarText } from '../../values/to-text.js';
import { isPinned } from '../../values/image-address.js';
import type { Scalar } from '../../values/value.js';
import type { Cell, View } from '../view.js';
import { imageCell, numberCell, roundedShare, shareCell } from './cells.js';
import { selectionHead, selectionTail } from './document.js';
import { runMetric, selectionMetric } from './metrics.js';

export interface FieldsShown {
  readonly selection: Selection;
  /** The path, or the part of paths, that was asked for; null for every field. */
  readonly below: string | null;
  /** The fields in the order and number in which they are shown. */
  readonly shown: readonly FieldStats[];
  /** Whether each field stands below its parent, so that a narrow terminal can indent it. */
  readonly isTree: boolean;
}

/** The fields of a fleet, one a row. */
export function fieldsView({ selection, below, shown, isTree }: FieldsShown): View<FieldStats> {
  const all = selection.matched.length;
  const shareOf = ({ connectors }: FieldStats): number | null => (all === 0 ? null : connectors / all);
  const topDepth = shown.reduce((least, { depth }) => Math.min(least, depth), Infinity);
  return {
    rows: shown,
    nameOf: ({ path }) => path,
    itemOf: (field) => fieldItem(field, shareOf(field)),
    linesOf: (field) => [field],
    columns: [
      {
        name: 'path',
        title: 'Field',
        shorten: 'middle',
        cellOf: (field) => pathCell(field, isTree ? field.depth - topDepth : 0),
      },
      { name: 'connectors', title: 'Connectors', align: 'right', cellOf: ({ connectors }) => numberCell(connectors) },
      { name: 'share', title: 'Share', align: 'right', expendable: true, cellOf: (field) => shareCell(shareOf(field)) },
      { name: 'types', title: 'Types', cellOf: typesCell },
      { name: 'values', title: 'Most common values', yields: true, cellOf: commonValuesCell },
    ],
    document: (fields, run) => ({ ...selectionHead(selection, run), below, fields, ...selectionTail(selection) }),
    metrics: (run) => [
      runMetric(run),
      selectionMetric(selection),
      {
        name: 'fleetq_field_connectors',
        help: 'Connectors that have a field.',
        samples: shown.map(({ path, connectors }) => ({ labels: { field: path }, value: connectors })),
      },
    ],
  };
}

/** How many of the most common values an item names. */
const VALUES_IN_ITEM = 10;

function fieldItem({ path, connectors, types, values }: FieldStats, share: number | null): JsonObject {
  return {
    path,
    connectors,
    share: share === null ? null : roundedShare(share),
    types: Object.fromEntries(types.map(({ type, connectors: count }) => [type, count])),
    distinctValues: values.length,
    values: values
      .slice(0, VALUES_IN_ITEM)
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

const VALUES_IN_CELL = 5;
/** A longer value is cut, so that one of a thousand characters leaves room for the next. */
const LONGEST_VALUE = 60;

/** `certified (55), community (400)`; where hardly two connectors agree, how many values there are, with an example. */
function commonValuesCell({ values, connectors }: FieldStats): Cell {
  const [first] = values;
  if (first === undefined) return { text: '' };
  const isSpread = values.length > VALUES_IN_CELL && values.length * 2 > connectors;
  const shown = values.slice(0, isSpread ? 1 : VALUES_IN_CELL);
  const rest = values.length - shown.length;
  const textWith = (write: (value: Scalar) => string): string =>
    isSpread
      ? `${values.length} different, such as ${write(first.value)}`
      : [
          ...shown.map(({ value, connectors: count }) => `${write(value)} (${count})`),
          ...(rest > 0 ? [`${rest} more`] : []),
        ].join(', ');
  const text = textWith(quoted);
  return shown.some(({ value }) => typeof value === 'string' && isPinned(value))
    ? { text, brief: true, shorter: [textWith(briefly)] }
    : { text };
}

/** A cut somewhere in its digest would make an address look like another. */
function briefly(value: Scalar): string {
  return typeof value === 'string' && isPinned(value) ? (imageCell(value).shorter?.[0] ?? value) : quoted(value);
}

/** What a string may not look like without quotes: another type, or the end of the list. */
const NEEDS_QUOTES = /^$|[\s,()]|^[-+]?\d+(?:\.\d*)?$|^(?:true|false|null)$|^\d{4}-\d{2}-\d{2}/i;

/** Quotes where a text alone would look like something else. */
function quoted(value: Scalar): string {
  if (value === null) return 'null';
  const text = scalarText(value);
  const characters = Array.from(text);
  const cut = characters.length > LONGEST_VALUE ? `${characters.slice(0, LONGEST_VALUE - 1).join('')}…` : text;
  return typeof value === 'string' && NEEDS_QUOTES.test(text) ? `"${cut}"` : cut;
}
