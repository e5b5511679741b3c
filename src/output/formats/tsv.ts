import { escapeControl } from '../../text/escape-control.js';
import type { Formatter } from '../options.js';

/** One line a row. The format has no quotes: a tab, line break or backslash inside a value is `\t`, `\n` or `\\`. */
export const report: Formatter = (result, { header }) => {
  const { columns, rows } = result.table();
  const lines = [
    ...(header ? [columns.map(({ title }) => title)] : []),
    ...rows.map((row) => row.map(({ text }) => text)),
  ];
  return lines.map((cells) => `${cells.map(cell).join('\t')}\n`).join('');
};

function cell(text: string): string {
  return escapeControl(text.replaceAll('\\', '\\\\'));
}
