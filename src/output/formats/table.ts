import { escapeControl } from '../../text/escape-control.js';
import type { Formatter } from '../options.js';
import { fit } from '../table/fit.js';
import { safeCell } from '../table/forms.js';
import { GAP, headingLine, rowLines } from '../table/lines.js';
import { sheetsText } from '../table/sheets.js';

/** Columns of text without lines around them: made to fit a terminal, whole in a pipe. */
export const report: Formatter = (result, options) => {
  if (result.sheets !== undefined) return sheetsText(result.sheets(), options);
  const { width, header, paint } = options;
  const { columns, rows, totals } = result.table();
  const safe = rows.map((row) => row.map(safeCell));
  const safeTotals = totals?.map(safeCell);
  const titled = columns.map((column) => ({ ...column, title: escapeControl(column.title) }));
  const fitted = fit(titled, safeTotals === undefined ? safe : [...safe, safeTotals], width, header, GAP.length);
  const lines = [
    ...(header ? [headingLine(fitted, paint)] : []),
    ...safe.flatMap((row) => rowLines(fitted, row, paint)),
    ...(safeTotals === undefined ? [] : rowLines(fitted, safeTotals, paint, 'heading')),
  ];
  return lines.map((line) => `${line}\n`).join('');
};
