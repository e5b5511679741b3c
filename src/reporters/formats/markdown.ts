import { printable } from '../../words/printable.js';
import type { Reporter } from '../reporters.js';

/** A GitHub table. What Markdown or HTML would take for markup is written so that it shows as itself. */
export const report: Reporter = (result) => {
  const { columns, rows } = result.table();
  const delimiters = columns.map(({ align }) => (align === 'right' ? '---:' : '---'));
  const lines = [columns.map(({ title }) => cell(title)), delimiters, ...rows.map((row) => row.map(({ text }) => cell(text)))];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
};

function cell(text: string): string {
  return printable(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|~]/g, (mark) => `\\${mark}`);
}
