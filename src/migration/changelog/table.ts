import semver from 'semver';
import {
  type Line,
  type TableLine,
  formatTableLine,
  isDelimiter,
  linesUnderChangelog,
  parseLines,
  parseTableLine,
  plainCell,
} from './markdown.js';

export interface ChangelogRow {
  readonly line: Line;
  /** The plain text of the cell: not necessarily a version. */
  readonly version: string;
  /** The plain text of the cell, and empty without one: not necessarily a date. */
  readonly date: string;
}

/** The table of a connector's releases, the newest usually first. */
export interface ChangelogTable {
  readonly columns: readonly Column[];
  /** A line whose indentation and outer pipes a new row takes. */
  readonly template: TableLine;
  /** The header's last line, below which the rows start; null where the table has none. */
  readonly header: Line | null;
  readonly rows: readonly ChangelogRow[];
  /** Rows between the titles and the delimiter row, where no reader of Markdown takes them for rows. */
  readonly misplaced: readonly ChangelogRow[];
}

/**
 * The changelog table of a documentation page, or null where there is none.
 * @param version the connector's; of several tables, the one with a row for it is taken
 */
export function findChangelog(text: string, version: string | null): ChangelogTable | null {
  const candidates = changelogTables(text);
  return candidates.find((table) => version !== null && rowOf(table, version) !== null) ?? candidates[0] ?? null;
}

/** All changelog tables of a page: those that a heading announces, or else those that can be nothing else. */
export function changelogTables(text: string): readonly ChangelogTable[] {
  const lines = parseLines(text);
  const announced = linesUnderChangelog(lines);
  const tables = allTables(lines, announced);
  const underHeading = tables.filter((table) => table.announced);
  return underHeading.length > 0
    ? underHeading
    : tables.filter((table) => table.columns.includes('date') || table.columns.includes('pull-request'));
}

/** The row of a version; the first of several. */
export function rowOf(table: ChangelogTable, version: string): ChangelogRow | null {
  return table.rows.find((row) => row.version === version) ?? null;
}

/** Formats a row in the table's own columns. */
export function formatRow(table: ChangelogTable, cells: Readonly<Record<Exclude<Column, 'other'>, string>>): string {
  const written = new Set<Column>();
  const values = table.columns.map((column) => {
    if (column === 'other' || written.has(column)) return '';
    written.add(column);
    const alone = column === 'subject' && !table.columns.includes('pull-request');
    return alone ? `${cells.subject} (${cells['pull-request']})` : cells[column];
  });
  return formatTableLine(values, table.template);
}

interface FoundTable extends ChangelogTable {
  /** Whether a heading above announces a changelog. */
  readonly announced: boolean;
}

function allTables(lines: readonly Line[], announced: readonly boolean[]): readonly FoundTable[] {
  const tables: FoundTable[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    const template = line === undefined || line.quoted ? null : parseTableLine(line.text);
    if (line === undefined || template === null) continue;
    const named = parseHeader(template.cells);
    const isAnnounced = announced[index] ?? false;
    if (named === null && !(isAnnounced && startsWithVersion(template))) continue;
    const columns = named ?? defaultColumns(template.cells.length);
    const delimiter = named === null ? null : delimiterBelow(lines, index);
    const { rows, next } = parseRows(lines, (delimiter ?? index) + (named === null ? 0 : 1), columns);
    const late = named === null || delimiter !== null ? -1 : rows.findIndex(({ line: row }) => isDelimiter(row.text));
    tables.push({
      columns,
      template,
      header: named === null ? null : (rows[late]?.line ?? lines[delimiter ?? index] ?? line),
      rows: rows.slice(late + 1),
      misplaced: rows.slice(0, Math.max(late, 0)),
      announced: isAnnounced,
    });
    index = next - 1;
  }
  return tables;
}

/** The index of the last line that delimits the header at `index` from its rows, or null where none does. */
function delimiterBelow(lines: readonly Line[], index: number): number | null {
  let last: number | null = null;
  for (let next = index + 1; next < lines.length; next++) {
    const line = lines[next];
    if (line === undefined || line.quoted) break;
    const blank = line.text.trim() === '';
    if (blank && last === null) continue;
    if (blank || !isDelimiter(line.text)) break;
    // Without pipes and apart from the header it is a rule across the page.
    if (next > index + 1 && last === null && parseTableLine(line.text) === null) break;
    last = next;
  }
  return last;
}

/** The rows up to the first other line. Blank lines between rows end a table for a renderer, but not for its readers. */
function parseRows(
  lines: readonly Line[],
  first: number,
  columns: readonly Column[],
): { rows: ChangelogRow[]; next: number } {
  const rows: ChangelogRow[] = [];
  let next = first;
  for (let index = first; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined || line.quoted) break;
    if (line.text.trim() === '') continue;
    const row = parseTableLine(line.text);
    if (row === null || parseHeader(row.cells) !== null) break;
    const separated = index > next;
    if (separated && !startsWithVersion(row)) break;
    const cell = (column: Column): string => plainCell(row.cells[columns.indexOf(column)] ?? '');
    rows.push({ line, version: cell('version').replace(/^v(?=\d)/i, ''), date: cell('date') });
    next = index + 1;
  }
  return { rows, next };
}

function startsWithVersion(line: TableLine): boolean {
  return semver.valid(plainCell(line.cells[0] ?? '')) !== null;
}

/** What a changelog column holds; `other` stays empty in a new row. */
type Column = 'version' | 'date' | 'pull-request' | 'subject' | 'other';

const DEFAULT_COLUMNS: readonly Column[] = ['version', 'date', 'pull-request', 'subject'];

const COLUMN_NAMES: readonly (readonly [RegExp, Column])[] = [
  [/^(?:connector |docker |image )?versions?$/i, 'version'],
  [/^(?:release )?dates?(?: released)?$|^released(?: on| at)?$/i, 'date'],
  [/pull|\bprs?\b|\bissues?\b|\blinks?\b/i, 'pull-request'],
  [/subject|changes?|description|message|notes?|comments?|summary|title|details?|what/i, 'subject'],
];

/** The columns that a header line names, or null where it is not a changelog's. */
function parseHeader(header: readonly string[]): readonly Column[] | null {
  const columns = header.map((cell) => columnNamed(plainCell(cell)));
  if (!columns.includes('version') || columns.length < 2) return null;
  // Four columns in the usual order, whatever some of them are called.
  return columns.map((column, index) => {
    const usual = DEFAULT_COLUMNS[index];
    return column === 'other' &&
      columns.length === DEFAULT_COLUMNS.length &&
      usual !== undefined &&
      !columns.includes(usual)
      ? usual
      : column;
  });
}

/** The columns of a table without a header. */
function defaultColumns(count: number): readonly Column[] {
  return Array.from({ length: count }, (_, index) => DEFAULT_COLUMNS[index] ?? 'other');
}

function columnNamed(name: string): Column {
  return COLUMN_NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}
