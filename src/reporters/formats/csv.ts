import { stringify } from 'csv-stringify/sync';
import type { Reporter } from '../reporters.js';

/**
 * RFC 4180. A cell that a spreadsheet would run as a formula gets an apostrophe in front, which spreadsheets hide;
 * every other cell is the text itself, line breaks included.
 */
export const report: Reporter = (result, { header }) => {
  const { columns, rows } = result.table();
  const lines = rows.map((row) => row.map(({ text }) => text));
  return stringify([...(header ? [columns.map(({ title }) => title)] : []), ...lines], { escape_formulas: true, record_delimiter: 'windows' });
};
