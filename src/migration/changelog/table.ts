import semver from 'semver';
import { formatTableLine, isDelimiter, plainCell, tableLine, type TableLine } from './cells.js';
import { columnsOf, usualColumns, type Column } from './columns.js';
import { underChangelog } from './heading.js';
import { linesOf, type Line } from './lines.js';

export interface ChangelogRow {
  readonly line: Line;
  /** As the cell has it, without marks: not necessarily a version. */
  readonly version: string;
}

/** The table of a connector's releases, the newest usually first. */
export interface ChangelogTable {
  readonly columns: readonly Column[];
  /** The line whose shape a new row takes. */
  readonly shape: TableLine;
  /** The line below which the rows start; null where the table has neither a header nor a delimiter. */
  readonly head: Line | null;
  readonly rows: readonly ChangelogRow[];
}

/**
 * The changelog table of a documentation page, or null where there is none.
 * @param version the connector's; of several tables, the one that knows it is taken
 */
export function findChangelog(text: string, version: string | null): ChangelogTable | null {
  const lines = linesOf(text);
  const announced = underChangelog(lines);
  const tables = allTables(lines, announced);
  const sure = tables.filter((table) => table.announced);
  const candidates =
    sure.length > 0
      ? sure
      : tables.filter((table) => table.columns.includes('date') || table.columns.includes('pull-request'));
  return candidates.find((table) => version !== null && rowOf(table, version) !== null) ?? candidates[0] ?? null;
}

/** The row of a version; the first of several. */
export function rowOf(table: ChangelogTable, version: string): ChangelogRow | null {
  return table.rows.find((row) => row.version === version) ?? null;
}

/** Writes a row in the table's columns and shape. */
export function formatRow(table: ChangelogTable, cells: Readonly<Record<Exclude<Column, 'other'>, string>>): string {
  const written = new Set<Column>();
  const values = table.columns.map((column) => {
    if (column === 'other' || written.has(column)) return '';
    written.add(column);
    const lonely = column === 'subject' && !table.columns.includes('pull-request');
    return lonely ? `${cells.subject} (${cells['pull-request']})` : cells[column];
  });
  return formatTableLine(values, table.shape);
}

function allTables(lines: readonly Line[], announced: readonly boolean[]): (ChangelogTable & { announced: boolean })[] {
  const tables: (ChangelogTable & { announced: boolean })[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    const shape = line === undefined || line.quoted ? null : tableLine(line.text);
    if (line === undefined || shape === null) continue;
    const columns = columnsOf(shape.cells);
    const here = announced[index] ?? false;
    if (columns === null && !(here && startsWithVersion(shape))) continue;
    const below = columns === null ? null : lines[index + 1];
    const delimited = below !== undefined && below !== null && isDelimiter(tableLine(below.text) ?? shape);
    const head = columns === null ? null : delimited ? below : line;
    const first = columns === null ? index : index + (delimited ? 2 : 1);
    const rows = rowsFrom(lines, first, (columns ?? usualColumns(shape.cells.length)).indexOf('version'));
    tables.push({
      columns: columns ?? usualColumns(shape.cells.length),
      shape,
      head,
      rows: rows.rows,
      announced: here,
    });
    index = rows.next - 1;
  }
  return tables;
}

/** Rows up to the first line that is none. Blank lines between rows break a table for a renderer, not for a reader. */
function rowsFrom(lines: readonly Line[], first: number, column: number): { rows: ChangelogRow[]; next: number } {
  const rows: ChangelogRow[] = [];
  let next = first;
  for (let index = first; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined || line.quoted) break;
    if (line.text.trim() === '') continue;
    const shape = tableLine(line.text);
    if (shape === null || columnsOf(shape.cells) !== null) break;
    const separated = index > next;
    if (separated && !startsWithVersion(shape)) break;
    rows.push({ line, version: plainCell(shape.cells[column] ?? '').replace(/^v(?=\d)/i, '') });
    next = index + 1;
  }
  return { rows, next };
}

function startsWithVersion(line: TableLine): boolean {
  return semver.valid(plainCell(line.cells[0] ?? '')) !== null;
}
