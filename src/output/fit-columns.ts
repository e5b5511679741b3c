import { escapeControl } from '../text/escape-control.js';
import { textWidth } from '../text/width.js';
import type { Paint } from './format.js';
import { shareRoom } from './share-room.js';
import { type Cell, type ColumnLayout, type Header, headingOf } from './view.js';

/** A cell as people see it, with nothing in it that a terminal would obey. */
export interface CellVariants {
  /** The whole text, then ever shorter ones. */
  readonly texts: readonly string[];
  readonly tone: keyof Paint | undefined;
}

/** @param whole whether nothing has to fit, as in a pipe */
export function cellVariants({ text, shown, shorter = [], brief, tone }: Cell, whole: boolean): CellVariants {
  const texts = brief === true && !whole && shorter.length > 0 ? shorter : [shown ?? text, ...shorter];
  return { texts: texts.map(escapeControl), tone };
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

/**
 * Fits columns into a terminal, giving up the least first: whole texts, then shorter variants, then expendable columns
 * from the last, and at the end characters. Without a width everything stays whole.
 */
export function fitColumns(
  columns: readonly ColumnLayout[],
  rows: readonly (readonly CellVariants[])[],
  { width, header, gap }: { readonly width: number | undefined; readonly header: Header; readonly gap: number },
): readonly FittedColumn[] {
  let shown = columns.map((column, index) => measure(column, index, rows, header));
  if (width === undefined) return shown.map(whole);
  for (;;) {
    const room = width - gap * (shown.length - 1);
    const fitted = withShorterTexts(shown, room);
    if (totalWidth(fitted) <= room) return fitted;
    const expendable = shown.findLast(({ column }) => column.expendable);
    if (expendable === undefined || shown.length === 1) return squeezed(fitted, rows, { room, header });
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

function whole({ column, index, widths }: MeasuredColumn): FittedColumn {
  return { column, index, variant: 0, width: widths[0] ?? 0 };
}

/** Goes to shorter variants until all fit, in the widest column first; as far as there are any where nothing fits. */
function withShorterTexts(columns: readonly MeasuredColumn[], room: number): readonly FittedColumn[] {
  let fitted = columns.map(whole);
  while (totalWidth(fitted) > room) {
    const shorter = columns.map(({ widths }, at) => nextShorter(widths, fitted[at]?.variant ?? 0));
    const widest = fitted.reduce(
      (best, { width }, at) => (shorter[at] !== undefined && width > (fitted[best]?.width ?? 0) ? at : best),
      -1,
    );
    const variant = shorter[widest];
    if (variant === undefined) break;
    fitted = fitted.map((column, at) =>
      at === widest ? { ...column, variant, width: columns[at]?.widths[variant] ?? 0 } : column,
    );
  }
  return fitted;
}

/** The next variant that takes less room, or undefined. */
function nextShorter(widths: readonly number[], variant: number): number | undefined {
  const next = widths.findIndex((width, other) => other > variant && width < (widths[variant] ?? 0));
  return next === -1 ? undefined : next;
}

function totalWidth(columns: readonly FittedColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}

/** What is left of a narrower column would say nothing. */
const LEAST_WIDTH = 6;
/** In a narrower one most words would be split. */
const LEAST_WRAPPED = 16;

/** Takes characters from the columns where that hurts least, until all fit. */
function squeezed(
  columns: readonly FittedColumn[],
  rows: readonly (readonly CellVariants[])[],
  { room, header }: { readonly room: number; readonly header: Header },
): readonly FittedColumn[] {
  const widths = shareRoom(
    columns.map(({ column, index, variant, width }) => ({
      width,
      cells: rows.map((row) => textWidth(variantText(row[index], variant))),
      title: header === 'none' ? 0 : textWidth(escapeControl(headingOf(column, header))),
      // Cells that go on below take lines instead of losing text.
      yields: column.yields === true || column.wrap === true,
      least: column.wrap === true ? LEAST_WRAPPED : LEAST_WIDTH,
    })),
    room,
  );
  return columns.map((column, at) => ({ ...column, width: widths[at] ?? column.width }));
}
