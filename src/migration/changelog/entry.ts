import { type Edited, applySplices, lineEndOf } from '../edits/text-edit.js';
import { type Line, parseTableLine, plainCell } from './markdown.js';
import { newestEnd } from './order.js';
import { type ChangelogRow, type ChangelogTable, changelogTables, findChangelog, formatRow, rowOf } from './table.js';

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

/** Adds a row at the newest end of the page's changelog table. Of several tables, the one with a row for `current` is taken. */
export function addChangelogEntry(text: string, entry: ChangelogEntry, current: string): Edited {
  const table = findChangelog(text, current);
  if (table === null) return { ok: false, reason: 'has no changelog table' };
  const row = formatRow(table, {
    version: entry.version,
    date: entry.date,
    'pull-request': pullRequestLink(entry.pullRequest),
    subject: withEscapedPipes(entry.subject),
  });
  const edited = insertRow(text, table, row);
  const after = findChangelog(edited, current);
  const added = newestEnd(table.rows) === 'bottom' ? after?.rows.at(-1) : after?.rows[0];
  if (added?.version !== entry.version || after?.rows.length !== table.rows.length + 1) {
    return {
      ok: false,
      reason: `has a changelog table whose columns have no place for a version (line ${lineNumber(text, positionOf(table)?.line ?? { start: 0 })})`,
    };
  }
  return { ok: true, text: edited };
}

/** Replaces the placeholder in a version's row by the number; null where the row has none. */
export function fillPullRequest(text: string, version: string, pullRequest: number): string | null {
  const row = rowsOf(text, version).find(hasPlaceholder);
  if (row === undefined) return null;
  const filled = row.line.text.replaceAll(PULL_REQUEST_PLACEHOLDER, String(pullRequest));
  return applySplices(text, [{ start: row.line.start, end: row.line.end, text: filled }]);
}

/** The row of a version in the page's changelog, or null where it has none. */
export function changelogRow(text: string, version: string): ChangelogRow | null {
  const table = findChangelog(text, version);
  return table === null ? null : rowOf(table, version);
}

/** The rows of a version in one page that another text of the page does not have, however it is laid out there. */
export function newRows(text: string, before: string, version: string): readonly ChangelogRow[] {
  const known = rowsOf(before, version).map(wordsOf);
  return rowsOf(text, version).filter((row) => {
    const index = known.indexOf(wordsOf(row));
    if (index !== -1) known.splice(index, 1);
    return index === -1;
  });
}

function rowsOf(text: string, version: string): readonly ChangelogRow[] {
  return changelogTables(text).flatMap(({ rows }) => rows.filter((row) => row.version === version));
}

function wordsOf({ line }: ChangelogRow): string {
  return (parseTableLine(line.text)?.cells ?? []).map(plainCell).join('|');
}

/** The row of a version that stands above the delimiter row, with its line from 1; null where there is none. */
export function misplacedRow(text: string, version: string): { readonly line: number } | null {
  const row = changelogTables(text)
    .flatMap(({ misplaced }) => misplaced)
    .find((one) => one.version === version);
  return row === undefined ? null : { line: lineNumber(text, row.line) };
}

/** Whether a row is about moving to the base image: it says so, or it has what this run writes. */
export function isMigrationRow(row: ChangelogRow, pullRequest: number | null, subject: string): boolean {
  const { text } = row.line;
  const numbered = pullRequest !== null && new RegExp(`/pull/${pullRequest}\\b|\\[#?${pullRequest}\\]`).test(text);
  return (
    numbered ||
    hasPlaceholder(row) ||
    text.includes(withEscapedPipes(subject)) ||
    /base[ -]?image|python-connector-base/i.test(text)
  );
}

export function hasPlaceholder(row: ChangelogRow): boolean {
  return row.line.text.includes(`${PULL_REQUESTS_URL}/${PULL_REQUEST_PLACEHOLDER}`);
}

function pullRequestLink(number: number | null): string {
  const shown = number ?? PULL_REQUEST_PLACEHOLDER;
  return `[${shown}](${PULL_REQUESTS_URL}/${shown})`;
}

/** Escapes each pipe that is not escaped yet. */
function withEscapedPipes(text: string): string {
  return text.replace(/\\[^]|\|/g, (written) => (written === '|' ? '\\|' : written));
}

function insertRow(text: string, table: ChangelogTable, row: string): string {
  const position = positionOf(table);
  if (position === null) return text;
  const { line, below } = position;
  const lineEnd = line.next > line.end ? text.slice(line.end, line.next) : lineEndOf(text);
  const offset = below ? line.end : line.start;
  return applySplices(text, [{ start: offset, end: offset, text: below ? `${lineEnd}${row}` : `${row}${lineEnd}` }]);
}

/** Beside the newest row: below the header or, without one, above the first row; or below the last row. */
function positionOf({ header, rows }: ChangelogTable): { line: Line; below: boolean } | null {
  const first = rows[0]?.line;
  const last = rows.at(-1)?.line;
  if (last !== undefined && newestEnd(rows) === 'bottom') return { line: last, below: true };
  if (header !== null) return { line: header, below: true };
  return first === undefined ? null : { line: first, below: false };
}

function lineNumber(text: string, { start }: { readonly start: number }): number {
  return text.slice(0, start).split('\n').length;
}
