import type { Cell, ColumnLayout, DetailView, Metric, View } from '../../src/output/view.js';

interface Parts {
  /** A column's name is its title where it has no other. */
  readonly columns?: readonly (Omit<ColumnLayout, 'name'> & Partial<Pick<ColumnLayout, 'name'>>)[];
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
    columns: columns.map((column, index) => ({
      name: column.title ?? '',
      ...column,
      cellOf: (row) => row[index] ?? { text: '' },
    })),
    ...(totals === undefined ? {} : { totals }),
    ...(details === undefined ? {} : { details: () => details }),
    document: () => ({}),
    metrics: () => metrics,
  };
}
