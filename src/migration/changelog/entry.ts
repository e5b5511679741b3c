import { applySplices, type Edited } from '../edits/splice.js';
import { lineEndOf } from '../edits/text-file.js';
import type { Line } from './lines.js';
import { findChangelog, formatRow, rowOf, type ChangelogRow, type ChangelogTable } from './table.js';

/** Stands for the number until the pull request exists. */
export const PULL_REQUEST_PLACEHOLDER = 'PR_NUMBER';

const PULL_REQUESTS = 'https://github.com/airbytehq/airbyte/pull';

export interface ChangelogEntry {
  readonly version: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Null where the pull request does not exist yet. */
  readonly pullRequest: number | null;
  /** What changed, in a few words. */
  readonly subject: string;
}

/** Adds a row at the top of the page's changelog table; `current` is the version before, which tells one table from another. */
export function addChangelogEntry(text: string, entry: ChangelogEntry, current: string): Edited {
  const table = findChangelog(text, current);
  if (table === null) return { ok: false, reason: 'has no changelog table' };
  const row = formatRow(table, {
    version: entry.version,
    date: entry.date,
    'pull-request': pullRequestLink(entry.pullRequest),
    subject: entry.subject.replaceAll('|', '\\|'),
  });
  const edited = withRow(text, table, row);
  const after = findChangelog(edited, current);
  if (after?.rows[0]?.version !== entry.version || after.rows.length !== table.rows.length + 1) {
    return {
      ok: false,
      reason: `has a changelog table whose columns have no place for a version (line ${lineNumber(text, table)})`,
    };
  }
  return { ok: true, text: edited };
}

/** Puts the number in the place of the placeholder in a version's row; null where the row has none. */
export function fillPullRequest(text: string, version: string, pullRequest: number): string | null {
  const row = changelogRow(text, version);
  if (row === null || !hasPlaceholder(row)) return null;
  const filled = row.line.text.replaceAll(PULL_REQUEST_PLACEHOLDER, String(pullRequest));
  return applySplices(text, [{ start: row.line.start, end: row.line.end, text: filled }]);
}

/** The row of a version in the page's changelog, or null where it has none. */
export function changelogRow(text: string, version: string): ChangelogRow | null {
  const table = findChangelog(text, version);
  return table === null ? null : rowOf(table, version);
}

export function hasPlaceholder(row: ChangelogRow): boolean {
  return row.line.text.includes(`${PULL_REQUESTS}/${PULL_REQUEST_PLACEHOLDER}`);
}

function pullRequestLink(number: number | null): string {
  const shown = number ?? PULL_REQUEST_PLACEHOLDER;
  return `[${shown}](${PULL_REQUESTS}/${shown})`;
}

function withRow(text: string, table: ChangelogTable, row: string): string {
  const place = placeOf(table);
  if (place === null) return text;
  const lineEnd = place.line.next > place.line.end ? text.slice(place.line.end, place.line.next) : lineEndOf(text);
  const at = place.below ? place.line.end : place.line.start;
  return applySplices(text, [{ start: at, end: at, text: place.below ? `${lineEnd}${row}` : `${row}${lineEnd}` }]);
}

/** Below the head; a table without one takes the row above its first. */
function placeOf(table: ChangelogTable): { line: Line; below: boolean } | null {
  if (table.head !== null) return { line: table.head, below: true };
  const first = table.rows[0]?.line;
  return first === undefined ? null : { line: first, below: false };
}

function lineNumber(text: string, table: ChangelogTable): number {
  const at = placeOf(table)?.line.start ?? 0;
  return text.slice(0, at).split('\n').length;
}
