import { shortened, textWidth, wrapped } from '../../text/width.js';
import type { FormatOptions } from '../options.js';
import type { Cell, Tone } from '../view.js';
import type { FittedColumn } from './fit.js';
import { inForm } from './forms.js';

type Paint = FormatOptions['paint'];

/** What stands between two columns. */
export const GAP = '  ';

/** The column titles on one line. */
export function headingLine(columns: readonly FittedColumn[], paint: Paint): string {
  return lineOf(
    columns.map(({ column, width }) =>
      aligned(shortened(column.title, width, 'end'), width, column.align, paint.heading),
    ),
  );
}

/** One row: a line, or several where a cell goes on below itself. */
export function rowLines(
  columns: readonly FittedColumn[],
  row: readonly Cell[],
  paint: Paint,
  always?: Tone | 'heading',
): readonly string[] {
  const cells = columns.map((column) => {
    const { text, tone } = inForm(row[column.index], column.form);
    const lines = column.column.wrap
      ? wrapped(text, column.width)
      : [shortened(text, column.width, column.column.shorten ?? 'end')];
    return { column, lines, paint: paintOf(paint, always ?? tone) };
  });
  const height = Math.max(1, ...cells.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    lineOf(
      cells.map(({ column, lines, paint: painted }) =>
        aligned(lines[line] ?? '', column.width, column.column.align, painted),
      ),
    ),
  );
}

function paintOf(paint: Paint, tone: Tone | 'heading' | undefined): (text: string) => string {
  return tone === undefined ? (text) => text : paint[tone];
}

/** Filled up with blanks after it is measured, so that neither colours nor wide characters push the next column. */
function aligned(
  text: string,
  width: number,
  align: 'left' | 'right' = 'left',
  painted: (text: string) => string,
): string {
  const blanks = ' '.repeat(Math.max(0, width - textWidth(text)));
  const shown = text === '' ? '' : painted(text);
  return align === 'right' ? blanks + shown : shown + blanks;
}

function lineOf(cells: readonly string[]): string {
  return cells.join(GAP).trimEnd();
}
