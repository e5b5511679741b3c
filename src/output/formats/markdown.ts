import { escapeControl } from '../../text/escape-control.js';
import type { Formatter } from '../format.js';
import { type Cell, headingOf, tableIn } from '../view.js';

/** A GitHub table. What Markdown or HTML would take for markup is written so that it shows as itself. */
export const markdown: Formatter = (view, { header }) => {
  const { columns, rows, totals } = tableIn(view);
  const delimiters = columns.map(({ align }) => (align === 'right' ? '---:' : '---'));
  const lines = [
    columns.map((column) => escaped(headingOf(column, header))),
    delimiters,
    ...rows.map((row) => row.map(cell)),
    ...(totals === undefined ? [] : [totals.map(cell).map((text) => (text === '' ? '' : `**${text}**`))]),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
};

function cell({ text, shown }: Cell): string {
  return escaped(shown ?? text);
}

function escaped(text: string): string {
  return escapeControl(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|~!]|:(?=\/\/)|(?<=www)\./gi, (mark) => `\\${mark}`);
}
