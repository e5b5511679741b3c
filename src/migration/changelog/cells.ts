/** A line of a Markdown table, taken apart. */
export interface TableLine {
  readonly indent: string;
  /** Whether a pipe stands before the first cell and after the last one. */
  readonly opened: boolean;
  readonly closed: boolean;
  /** Trimmed; an escaped pipe stays as it is written. */
  readonly cells: readonly string[];
}

/** The cells of a line, or null where it holds no pipe that separates cells. */
export function tableLine(line: string): TableLine | null {
  const parts = line.split(/(?<!\\)(?:\\\\)*\|/);
  if (parts.length < 2) return null;
  const opened = parts[0]?.trim() === '';
  const closed = parts.at(-1)?.trim() === '';
  const cells = parts.slice(opened ? 1 : 0, closed ? -1 : undefined).map((cell) => cell.trim());
  return cells.length === 0 ? null : { indent: /^\s*/.exec(line)?.[0] ?? '', opened, closed, cells };
}

/** True for the line of dashes between the header and the rows, also where it is not quite as the standard wants it. */
export function isDelimiter(line: TableLine): boolean {
  return (
    line.cells.every((cell) => /^[\s:=\u2013\u2014-]*$/.test(cell)) &&
    line.cells.some((cell) => /[-\u2013\u2014]/.test(cell))
  );
}

/** Writes a line with the outer pipes of another one. */
export function formatTableLine(
  cells: readonly string[],
  like: Pick<TableLine, 'indent' | 'opened' | 'closed'>,
): string {
  return `${like.indent}${like.opened ? '| ' : ''}${cells.join(' | ')}${like.closed ? ' |' : ''}`;
}

/** A cell's words without emphasis, code marks or a link around them. */
export function plainCell(cell: string): string {
  return cell
    .replace(/^\[([^\]]*)\]\([^)]*\)$/, '$1')
    .replace(/[*_`~]/g, '')
    .trim();
}
