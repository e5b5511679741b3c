import CliTable from 'cli-table3';
import { escapeControl } from '../../text/escape-control.js';
import { shortened, wrapped } from '../../text/width.js';
import { type CellVariants, type FittedColumn, cellVariants, fitColumns, variantText } from '../fit-columns.js';
import type { FormatOptions, Paint } from '../format.js';
import { type ColumnLayout, type Table, headingOf } from '../view.js';

/** What stands between two columns. */
export const GAP = '  ';

/** All that the layout of a table depends on. */
type Layout = Omit<FormatOptions, 'run'>;

/** Rows below each other, made to fit a terminal, whole in a pipe. */
export function tableText({ columns, rows, totals }: Table, { width, header, paint }: Layout): string {
  const cells = [
    ...rows.map((row) => row.map((cell) => cellVariants(cell, width === undefined))),
    ...(totals === undefined
      ? []
      : [totals.map((cell) => ({ ...cellVariants(cell, true), tone: 'heading' as const }))]),
  ];
  const fitted = fitColumns(columns, cells, { width, header, gap: GAP.length });
  const heading = fitted.map(({ column, width: room }) =>
    paint.heading(shortened(escapeControl(headingOf(column, header)), room, 'end')),
  );
  const lines = [...(header === 'none' ? [] : [heading]), ...cells.flatMap((row) => rowLines(fitted, row, paint))];
  return draw(
    lines,
    fitted.map((column) => ({ width: column.width, align: column.column.align })),
  );
}

/** A row as lines of cells: one, or several where a cell goes on below itself. */
function rowLines(
  columns: readonly FittedColumn[],
  row: readonly CellVariants[],
  paint: Paint,
): readonly (readonly string[])[] {
  const cells = columns.map(({ column, index, width, variant }) => {
    const text = variantText(row[index], variant);
    const lines = column.wrap ? wrapped(text, width) : [shortened(text, width, column.shorten ?? 'end')];
    return painted(lines, row[index]?.tone, paint);
  });
  return sideBySide(cells);
}

/** Columns of lines as lines of cells, empty below the last line of a column. */
export function sideBySide(columns: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const height = Math.max(1, ...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => columns.map((lines) => lines[line] ?? ''));
}

export function painted(lines: readonly string[], tone: keyof Paint | undefined, paint: Paint): readonly string[] {
  return tone === undefined ? lines : lines.map((line) => (line === '' ? '' : paint[tone](line)));
}

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
};

interface DrawnColumn {
  readonly width: number;
  readonly align?: ColumnLayout['align'];
}

/** How many lines go into one row of cli-table3: a cell costs it much, and so does each line of a long one. */
const BATCH = 8;

/**
 * A line break inside a cell. For each line, cli-table3 cuts the cell's text to ten characters, character by character
 * from its end unless a colour code parts it; the codes are taken out again of what is drawn.
 */
const NO_COLOR = '\u001b[m';
const LINE_BREAK = `${NO_COLOR}\n${NO_COLOR}`;

/** Draws lines of cells that fit their columns. */
export function draw(lines: readonly (readonly string[])[], columns: readonly DrawnColumn[], indent = ''): string {
  const batches = Array.from({ length: Math.ceil(lines.length / BATCH) }, (_, batch) =>
    lines.slice(batch * BATCH, (batch + 1) * BATCH),
  );
  return batches
    .flatMap((batch) => {
      const drawing = new CliTable({
        chars: { ...NO_BORDERS, left: indent, middle: GAP },
        style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
        colWidths: columns.map(({ width }) => width),
        colAligns: columns.map(({ align = 'left' }) => align),
        // Nothing is truncated, but the mark is measured for every line, and this one is measured quickly.
        truncate: '.',
      });
      drawing.push(columns.map((_, index) => batch.map((cells) => cells[index] ?? '').join(LINE_BREAK)));
      return drawing.toString().replaceAll(NO_COLOR, '').split('\n');
    })
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
