import { textWidth } from '../../text/width.js';
import type { Cell, Column } from '../view.js';
import { inForm } from './forms.js';

/** A column that is shown: which one, how wide at most, and in which of its cells' forms. */
export interface FittedColumn {
  readonly column: Column;
  readonly index: number;
  readonly width: number;
  /** 0 for the whole text, then ever shorter ones. */
  readonly form: number;
}

/** No column is squeezed below this: what is left of it would say nothing. */
const LEAST_WIDTH = 6;

/**
 * Fits columns into a terminal, giving up the least first: whole texts, then shorter forms, then expendable columns
 * from the last, and at the end characters of the widest columns. Without a width everything stays whole.
 */
export function fit(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number | undefined,
  header: boolean,
  gap: number,
): readonly FittedColumn[] {
  const measured = columns.map((column, index) => measure(column, index, rows, header));
  let shown = measured.map((column) => ({ ...column, form: 0 }));
  const total = (): number =>
    shown.reduce((sum, { widths, form }) => sum + (widths[form] ?? 0), 0) + gap * Math.max(0, shown.length - 1);
  const forms = Math.max(1, ...measured.map(({ widths }) => widths.length));
  const toForm = (form: number): void => {
    shown = shown.map((column) => ({ ...column, form: Math.min(form, column.widths.length - 1) }));
  };
  if (width === undefined) return settle(shown);

  for (;;) {
    for (let form = 0; form < forms; form++) {
      toForm(form);
      if (total() <= width) return settle(shown);
    }
    const expendable = shown.findLast(({ column }) => column.expendable);
    if (expendable === undefined || shown.length === 1) break;
    shown = shown.filter((column) => column !== expendable);
  }
  return squeeze(settle(shown), width - gap * Math.max(0, shown.length - 1));
}

interface Measured {
  readonly column: Column;
  readonly index: number;
  /** Width of the widest cell in each form. */
  readonly widths: readonly number[];
}

function measure(column: Column, index: number, rows: readonly (readonly Cell[])[], header: boolean): Measured {
  const forms = 1 + largest(rows, (row) => row[index]?.shorter?.length ?? 0);
  const least = header ? textWidth(column.title) : 0;
  const widths = Array.from({ length: forms }, (_, form) =>
    Math.max(
      least,
      largest(rows, (row) => textWidth(inForm(row[index], form).text)),
    ),
  );
  return { column, index, widths };
}

function largest<T>(items: readonly T[], sizeOf: (item: T) => number): number {
  return items.reduce((most, item) => Math.max(most, sizeOf(item)), 0);
}

function settle(shown: readonly (Measured & { readonly form: number })[]): readonly FittedColumn[] {
  return shown.map(({ column, index, widths, form }) => ({ column, index, form, width: widths[form] ?? 0 }));
}

/** Takes characters from the widest column, one at a time, until all fit or nothing more can be taken. */
function squeeze(columns: readonly FittedColumn[], room: number): readonly FittedColumn[] {
  const widths = columns.map(({ width }) => width);
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  for (; excess > 0; excess--) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= LEAST_WIDTH) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return columns.map((column, index) => ({ ...column, width: widths[index] ?? column.width }));
}
