import Table from 'cli-table3';
import { printable } from '../../words/printable.js';
import type { Cell } from '../report.js';
import type { Reporter } from '../reporters.js';
import { fit } from './fit.js';
import { inForm } from './forms.js';
import { shortened } from './shorten.js';

const GAP = '  ';
const NO_LINES = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: GAP,
};

/** Columns of text without lines: made to fit a terminal, whole in a pipe. */
export const report: Reporter = (result, { width, header, paint }) => {
  const { columns, rows } = result.table();
  const safe = rows.map((row) => row.map(safeCell));
  const fitted = fit(columns, safe, width, header, GAP.length);
  const table = new Table({
    chars: NO_LINES,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    colAligns: fitted.map(({ column }) => column.align ?? 'left'),
  });
  if (header) table.push(fitted.map(({ column, width: most }) => paint.heading(shortened(column.title, most, 'end'))));
  for (const row of safe) {
    table.push(
      fitted.map(({ column, index, width: most, form }) => {
        const { text, tone } = inForm(row[index], form);
        const shown = shortened(text, most, column.shorten ?? 'end');
        return tone === undefined ? shown : paint[tone](shown);
      }),
    );
  }
  if (table.length === 0) return '';
  return `${table.toString().split('\n').map((line) => line.trimEnd()).join('\n')}\n`;
};

function safeCell({ text, shorter, tone }: Cell): Cell {
  return { text: printable(text), ...(shorter === undefined ? {} : { shorter: shorter.map(printable) }), ...(tone === undefined ? {} : { tone }) };
}
