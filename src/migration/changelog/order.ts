import semver from 'semver';
import type { ChangelogRow } from './table.js';

/** The end of a changelog table where its newest row stands, and the next one belongs. */
export type NewestEnd = 'top' | 'bottom';

/**
 * Most tables have the newest row on top. Where most rows are newer than the one above them, it is at the bottom; where
 * the rows are in no order, it is where the newest row is.
 */
export function newestEnd(rows: readonly ChangelogRow[]): NewestEnd {
  let rises = 0;
  let falls = 0;
  let newest = rows[0];
  rows.forEach((row, index) => {
    const step = compareRows(row, rows[index - 1] ?? row);
    if (step > 0) rises++;
    if (step < 0) falls++;
    if (newest !== undefined && compareRows(row, newest) > 0) newest = row;
  });
  if (rises !== falls) return rises > falls ? 'bottom' : 'top';
  return rises > 0 && newest === rows.at(-1) ? 'bottom' : 'top';
}

/** Positive where `a` is newer than `b`, by version and by date; zero where neither tells, or where they contradict each other. */
function compareRows(a: ChangelogRow, b: ChangelogRow): number {
  const [own, other] = [semver.valid(a.version), semver.valid(b.version)];
  const byVersion = own === null || other === null ? 0 : semver.compare(own, other);
  const byDate = isDate(a.date) && isDate(b.date) ? Math.sign(Date.parse(a.date) - Date.parse(b.date)) : 0;
  return byVersion * byDate < 0 ? 0 : byVersion || byDate;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
