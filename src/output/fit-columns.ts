import { escapeControl } from '../text/escape-control.js';
import { textWidth } from '../text/width.js';
import type { Paint } from './format.js';
import { type Cell, type ColumnLayout, type Header, headingOf } from './view.js';

/** A cell as people see it, with nothing in it that a terminal would obey. */
export interface CellVariants {
  /** The whole text, then ever shorter ones. */
  readonly texts: readonly string[];
  readonly tone: keyof Paint | undefined;
}

export function cellVariants({ text, shown, shorter = [], tone }: Cell): CellVariants {
  return { texts: [shown ?? text, ...shorter].map(escapeControl), tone };
}

/** The text of a variant: 0 is the whole text, and the shortest stands for every variant beyond. */
export function variantText(cell: CellVariants | undefined, variant: number): string {
  return cell?.texts[Math.min(variant, cell.texts.length - 1)] ?? '';
}

/** The longest variant that needs no second line; the whole text where none does. */
export function fittingText({ texts }: CellVariants, width: number | undefined): string {
  return (width === undefined ? undefined : texts.find((text) => textWidth(text) <= width)) ?? texts[0] ?? '';
}

/** A column that is shown: which one, how wide, and in which variant of its cells. */
export interface FittedColumn {
  readonly column: ColumnLayout;
  readonly index: number;
  readonly width: number;
  readonly variant: number;
}

/** No column is squeezed below this: what is left of it would say nothing. */
const LEAST_WIDTH = 6;

/**
 * Fits columns into a terminal, giving up the least first: whole texts, then shorter variants, then expendable columns
 * from the last, and at the end characters of the widest columns. Without a width everything stays whole.
 */
export function fitColumns(
  columns: readonly ColumnLayout[],
  rows: readonly (readonly CellVariants[])[],
  { width, header, gap }: { readonly width: number | undefined; readonly header: Header; readonly gap: number },
): readonly FittedColumn[] {
  let shown = columns.map((column, index) => measure(column, index, rows, header));
  if (width === undefined) return inVariant(shown, 0);
  const most = Math.max(1, ...shown.map(({ widths }) => widths.length));
  for (;;) {
    const room = width - gap * (shown.length - 1);
    for (let variant = 0; variant < most; variant++) {
      const fitted = inVariant(shown, variant);
      if (totalWidth(fitted) <= room) return fitted;
    }
    const expendable = shown.findLast(({ column }) => column.expendable);
    if (expendable === undefined || shown.length === 1) return squeeze(inVariant(shown, most - 1), room);
    shown = shown.filter((column) => column !== expendable);
  }
}

interface MeasuredColumn {
  readonly column: ColumnLayout;
  readonly index: number;
  /** Width of the widest cell in each variant. */
  readonly widths: readonly number[];
}

function measure(
  column: ColumnLayout,
  index: number,
  rows: readonly (readonly CellVariants[])[],
  header: Header,
): MeasuredColumn {
  const least = header === 'none' ? 1 : Math.max(1, textWidth(escapeControl(headingOf(column, header))));
  const variants = largest(rows, (row) => row[index]?.texts.length ?? 0);
  const widths = Array.from({ length: Math.max(1, variants) }, (_, variant) =>
    Math.max(
      least,
      largest(rows, (row) => textWidth(variantText(row[index], variant))),
    ),
  );
  return { column, index, widths };
}

function largest<T>(items: readonly T[], sizeOf: (item: T) => number): number {
  return items.reduce((most, item) => Math.max(most, sizeOf(item)), 0);
}

function inVariant(columns: readonly MeasuredColumn[], wanted: number): readonly FittedColumn[] {
  return columns.map(({ column, index, widths }) => {
    const variant = Math.min(wanted, widths.length - 1);
    return { column, index, variant, width: widths[variant] ?? 0 };
  });
}

function totalWidth(columns: readonly FittedColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}

/** Takes characters from the widest column, one at a time, until all fit or nothing more can be taken. */
function squeeze(columns: readonly FittedColumn[], room: number): readonly FittedColumn[] {
  const widths = columns.map(({ width }) => width);
  for (let excess = totalWidth(columns) - room; excess > 0; excess--) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= LEAST_WIDTH) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return columns.map((column, index) => ({ ...column, width: widths[index] ?? column.width }));
}
