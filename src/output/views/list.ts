import type { Connector } from '../../fleet/connector.js';
import type { Selection } from '../../selection/selection.js';
import { type JsonObject, jsonOf } from '../../values/to-text.js';
import type { View } from '../view.js';
import type { ListColumn } from './columns.js';
import { scannedItem, selectionHead, selectionTail } from './document.js';
import { runMetric, selectionMetric } from './metrics.js';

export interface ListShown {
  readonly selection: Selection;
  /** The matched connectors in the order and number in which they are shown. */
  readonly shown: readonly Connector[];
  readonly columns: readonly ListColumn[];
  /** Whether somebody asked for these columns; documents then give their values, and nothing else of a connector. */
  readonly columnsAsked: boolean;
}

/** A listing of connectors. */
export function listView({ selection, shown, columns, columnsAsked }: ListShown): View<Connector> {
  return {
    rows: shown,
    nameOf: ({ name }) => name,
    itemOf: columnsAsked ? (connector) => columnValues(columns, connector) : scannedItem,
    linesOf: (connector) => [connector],
    columns,
    document: (connectors, run) => ({
      ...selectionHead(selection, run),
      columns: columnsAsked ? columns.map(({ key }) => key) : null,
      connectors,
      ...selectionTail(selection),
    }),
    metrics: (run) => [runMetric(run), selectionMetric(selection)],
  };
}

function columnValues(columns: readonly ListColumn[], connector: Connector): JsonObject {
  return Object.fromEntries(columns.map(({ key, field }) => [key, jsonOf(field.valueOf(connector) ?? null)]));
}
