import { type Edited, applySplices, lineEndOf } from '../edits/text-edit.js';
import type { Line } from './markdown.js';
import { type ChangelogRow, type ChangelogTable, findChangelog, formatRow, rowOf } from './table.js';

/** Stands for the number until the pull request exists. */
const PULL_REQUEST_PLACEHOLDER = 'PR_NUMBER';

const PULL_REQUESTS_URL = 'https://github.com/airbytehq/airbyte/pull';

interface ChangelogEntry {
  readonly version: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Null where the pull request does not exist yet. */
  readonly pullRequest: number | null;
  /** What changed, in a few words. */
  readonly subject: string;
}

/** Adds a row at the top of the page's changelog table. Of several tables, the one with a row for `current` is taken. */
export function addChangelogEntry(text: string, entry: ChangelogEntry, current: string): Edited {
  const table = findChangelog(text, current);
  if (table === null) return { ok: false, reason: 'has no changelog table' };
  const row = formatRow(table, {
    version: entry.version,
    date: entry.date,
    'pull-request': pullRequestLink(entry.pullRequest),
    subject: entry.subject.replaceAll('|', '\\|'),
  });
  const edited = insertRow(text, table, row);
  const after = findChangelog(edited, current);
  if (after?.rows[0]?.version !== entry.version || after.rows.length !== table.rows.length + 1) {
    return {
      ok: false,
      reason: `has a changelog table whose columns have no place for a version (line ${lineNumber(text, table)})`,
    };
  }
  return { ok: true, text: edited };
}

/** Replaces the placeholder in a version's row by the number; null where the row has none. */
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
  return row.line.text.includes(`${PULL_REQUESTS_URL}/${PULL_REQUEST_PLACEHOLDER}`);
}

function pullRequestLink(number: number | null): string {
  const shown = number ?? PULL_REQUEST_PLACEHOLDER;
  return `[${shown}](${PULL_REQUESTS_URL}/${shown})`;
}

function insertRow(text: string, table: ChangelogTable, row: string): string {
  const position = firstRowPosition(table);
  if (position === null) return text;
  const { line, below } = position;
  const lineEnd = line.next > line.end ? text.slice(line.end, line.next) : lineEndOf(text);
  const offset = below ? line.end : line.start;
  return applySplices(text, [{ start: offset, end: offset, text: below ? `${lineEnd}${row}` : `${row}${lineEnd}` }]);
}

/** Below the header; without one, above the first row. */
function firstRowPosition(table: ChangelogTable): { line: Line; below: boolean } | null {
  if (table.header !== null) return { line: table.header, below: true };
  const first = table.rows[0]?.line;
  return first === undefined ? null : { line: first, below: false };
}

function lineNumber(text: string, table: ChangelogTable): number {
  const offset = firstRowPosition(table)?.line.start ?? 0;
  return text.slice(0, offset).split('\n').length;
}
