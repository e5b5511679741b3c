import type { Connector } from '../../fleet/connector.js';
import { scannedFields } from '../../selection/fields.js';
import type { Selection } from '../../selection/selection.js';
import { type JsonObject, jsonOf } from '../../values/to-text.js';
import type { View } from '../view.js';
import type { ListColumn } from './columns.js';
import { selectionHead, selectionTail } from './selection-document.js';
import { selectionMetric } from './selection-metrics.js';

export interface ListShown {
  readonly selection: Selection;
  /** The matched connectors in the order and number in which they are shown. */
  readonly shown: readonly Connector[];
  readonly columns: readonly ListColumn[];
  /** Whether somebody asked for these columns; JSON then gives their values too. */
  readonly columnsAsked: boolean;
}

/** A listing of connectors. */
export function listView({ selection, shown, columns, columnsAsked }: ListShown): View {
  const item = (connector: Connector): JsonObject => ({
    ...scanned(connector),
    ...(columnsAsked
      ? {
          columns: Object.fromEntries(
            columns.map(({ field }) => [field.name, jsonOf(field.valueOf(connector) ?? null)]),
          ),
        }
      : {}),
  });
  return {
    document: () => ({ ...selectionHead(selection), connectors: shown.map(item), ...selectionTail(selection) }),
    items: () => shown.map(item),
    table: () => ({
      columns: columns.map(({ column }) => column),
      rows: shown.map((connector) => columns.map(({ cell }) => cell(connector))),
    }),
    names: () => shown.map(({ name }) => name),
    count: () => shown.length,
    matrix: () => shown.map(item),
    metrics: () => [selectionMetric(selection)],
  };
}

function scanned(connector: Connector): JsonObject {
  return Object.fromEntries(Object.entries(scannedFields(connector)).map(([key, value]) => [key, jsonOf(value)]));
}
