import { stringify } from 'csv-stringify/sync';
import { escapeControl, escapeControlLines } from '../../text/escape-control.js';
import type { Formatter } from '../format.js';
import { type Header, type Table, headingOf, tableIn } from '../view.js';

/** Where spreadsheets split, some of them or all: unquoted, a row would break there and a formula begin behind. */
const DELIMITERS = /[;\t|\r\n]/;

/** RFC 4180, except that a cell which a spreadsheet would run as a formula gets an apostrophe in front. */
export const csv: Formatter = (view, { header }) =>
  stringify(
    textsIn(tableIn(view), header).map((texts) => texts.map(csvCell)),
    { record_delimiter: 'windows', quoted_match: DELIMITERS },
  );

/**
 * One line a row. The format has no quotes: a tab, line break or backslash inside a value is `\t`, `\n` or `\\`. For
 * programs, which want every text exactly: unlike CSV it has no guard against formulas.
 */
export const tsv: Formatter = (view, { header }) =>
  textsIn(tableIn(view), header)
    .map((texts) => `${texts.map(tsvCell).join('\t')}\n`)
    .join('');

function textsIn({ columns, rows }: Table, header: Header): readonly (readonly string[])[] {
  const heading =
    header === 'none' ? [] : [columns.map((column) => headingOf(column, header === 'auto' ? 'names' : header))];
  return [...heading, ...rows.map((row) => row.map(({ text }) => text))];
}

/** What makes a spreadsheet take a cell for a formula, full-width and small forms included, or for its own separator. */
const FORMULA = /^(?:[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]|sep=)/i;
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** The text itself, line breaks included; with an apostrophe in front, a spreadsheet takes a formula for text. */
function csvCell(text: string): string {
  const safe = escapeControlLines(text);
  return FORMULA.test(safe) && !NUMBER.test(safe) ? `'${safe}` : safe;
}

function tsvCell(text: string): string {
  return escapeControl(text.replaceAll('\\', '\\\\'));
}
