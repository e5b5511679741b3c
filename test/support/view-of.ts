import type { Cell, ColumnLayout, DetailView, Metric, View } from '../../src/output/view.js';

interface Parts {
  readonly columns?: readonly ColumnLayout[];
  readonly rows?: readonly (readonly Cell[])[];
  readonly totals?: readonly Cell[];
  readonly details?: readonly DetailView[];
  readonly metrics?: readonly Metric[];
}

/** A view of ready cells, for tests of formats. */
export function viewOf({ columns = [], rows = [], totals, details, metrics = [] }: Parts): View<readonly Cell[]> {
  return {
    rows,
    nameOf: () => null,
    itemOf: () => ({}),
    linesOf: (row) => [row],
    columns: columns.map((column, index) => ({ ...column, cellOf: (row) => row[index] ?? { text: '' } })),
    ...(totals === undefined ? {} : { totals }),
    ...(details === undefined ? {} : { details: () => details }),
    document: () => ({}),
    metrics: () => metrics,
  };
}
