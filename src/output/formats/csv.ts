import { stringify } from 'csv-stringify/sync';
import { escapeControlLines } from '../../text/escape-control.js';
import type { Formatter } from '../options.js';

/** What makes a spreadsheet take a cell for a formula, full-width forms included. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
/** Spreadsheets of some languages split lines here, and would find a formula behind. */
const OTHER_DELIMITERS = /[;\t|]/;

/**
 * RFC 4180. A cell that a spreadsheet would run as a formula gets an apostrophe in front, which makes it text;
 * every other cell is the text itself, line breaks included.
 */
export const report: Formatter = (result, { header }) => {
  const { columns, rows } = result.table();
  const lines = rows.map((row) => row.map(({ text }) => cell(text)));
  return stringify([...(header ? [columns.map(({ title }) => cell(title))] : []), ...lines], {
    record_delimiter: 'windows',
    quoted_match: OTHER_DELIMITERS,
  });
};

function cell(text: string): string {
  const safe = escapeControlLines(text);
  return FORMULA.test(safe) && !NUMBER.test(safe) ? `'${safe}` : safe;
}
