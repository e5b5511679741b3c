import { printable } from '../../words/printable.js';
import type { Reporter } from '../reporters.js';

/** One line a row. A tab or line break inside a value is written as `\t` or `\n`: the format has no quotes. */
export const report: Reporter = (result, { header }) => {
  const { columns, rows } = result.table();
  const lines = [...(header ? [columns.map(({ title }) => title)] : []), ...rows.map((row) => row.map(({ text }) => text))];
  return lines.map((cells) => `${cells.map(printable).join('\t')}\n`).join('');
};
