/** One line of a Markdown page. */
export interface Line {
  readonly start: number;
  /** Before its line end. */
  readonly end: number;
  /** After its line end. */
  readonly next: number;
  readonly text: string;
  /** Within a fenced code block or an HTML comment, where a table is only an example of one. */
  readonly quoted: boolean;
}

interface VisibleText {
  readonly text: string;
  /** Whether a comment is open at the end. */
  readonly commented: boolean;
}

const FENCE = /^\s*(`{3,}|~{3,})/;

/** Splits a page into its lines. */
export function parseLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let fence: string | null = null;
  let commented = false;
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const next = feed === -1 ? text.length : feed + 1;
    const end = feed === -1 ? text.length : feed > start && text[feed - 1] === '\r' ? feed - 1 : feed;
    const line = text.slice(start, end);

    const mark = FENCE.exec(line)?.[1];
    const opens: boolean = mark !== undefined && fence === null && !commented;
    const closes: boolean = mark !== undefined && fence !== null && mark.startsWith(fence) && line.trim() === mark;
    const visible: VisibleText =
      fence === null && !opens ? withoutComments(line, commented) : { text: line, commented: false };
    const hidden = visible.text.trim() === '' && line.trim() !== '';
    lines.push({ start, end, next, text: line, quoted: fence !== null || opens || commented || hidden });
    if (opens) fence = mark ?? null;
    else if (closes) fence = null;
    commented = visible.commented;
    start = next;
  }
  return lines;
}

/** The text of a line outside `<!-- -->`. */
function withoutComments(line: string, commented: boolean): VisibleText {
  let shown = '';
  let rest = line;
  let inside = commented;
  for (;;) {
    const mark = rest.indexOf(inside ? '-->' : '<!--');
    if (mark === -1) return { text: inside ? shown : shown + rest, commented: inside };
    if (!inside) shown += rest.slice(0, mark);
    rest = rest.slice(mark + (inside ? 3 : 4));
    inside = !inside;
  }
}

const CHANGELOG_TITLE = /change\s*-?\s*logs?|release notes|version history/i;

/** For each line, whether a heading, a summary or a bold line above it announces a changelog. */
export function linesUnderChangelog(lines: readonly Line[]): readonly boolean[] {
  const open: { level: number; announces: boolean }[] = [];
  return lines.map((line, index) => {
    const heading = line.quoted ? null : headingOf(line.text, lines[index + 1]);
    if (heading !== null) {
      while ((open.at(-1)?.level ?? 0) >= heading.level) open.pop();
      open.push({ level: heading.level, announces: CHANGELOG_TITLE.test(heading.text) });
    }
    return open.some((above) => above.announces);
  });
}

/** A summary or a bold line ranks below every real heading. */
function headingOf(line: string, below: Line | undefined): { level: number; text: string } | null {
  const hashes = /^ {0,3}(#{1,6})(?:[ \t]+(.*)|[ \t]*)$/.exec(line) ?? /^ {0,3}(#{1,6})([A-Za-z].*)$/.exec(line);
  if (hashes) return { level: hashes[1]?.length ?? 6, text: hashes[2] ?? '' };
  const tag = /^\s*<h([1-6])[^>]*>(.*)/i.exec(line);
  if (tag) return { level: Number(tag[1]), text: tag[2] ?? '' };
  if (line.trim() !== '' && below !== undefined && /^ {0,3}(?:=+|-{2,})\s*$/.test(below.text) && !line.includes('|')) {
    return { level: below.text.trim().startsWith('=') ? 1 : 2, text: line };
  }
  const soft = /<summary[^>]*>(.*)/i.exec(line) ?? /^\s*(?:\*\*|__)(.+?)(?:\*\*|__):?\s*$/.exec(line);
  return soft ? { level: 7, text: soft[1] ?? '' } : null;
}

/** A line of a Markdown table. */
export interface TableLine {
  readonly indent: string;
  /** Whether there is a pipe before the first cell, and after the last one. */
  readonly opened: boolean;
  readonly closed: boolean;
  /** Trimmed; escaped pipes stay escaped. */
  readonly cells: readonly string[];
}

/** The cells of a line, or null where it holds no pipe that separates cells. */
export function parseTableLine(line: string): TableLine | null {
  const parts = line.split(/(?<!\\)(?:\\\\)*\|/);
  if (parts.length < 2) return null;
  const opened = parts[0]?.trim() === '';
  const closed = parts.at(-1)?.trim() === '';
  const cells = parts.slice(opened ? 1 : 0, closed ? -1 : undefined).map((cell) => cell.trim());
  return cells.length === 0 ? null : { indent: /^\s*/.exec(line)?.[0] ?? '', opened, closed, cells };
}

/**
 * True for the line of dashes between the header and the rows, also where it is not quite valid: `|==|==|`, `|:-----*|`,
 * `|---|x--|`. A row says something in words or figures.
 */
export function isDelimiter(line: string): boolean {
  const cells = parseTableLine(line)?.cells ?? [line.trim()];
  const wordless = cells.filter((cell) => !/[\p{L}\p{N}]/u.test(cell));
  if (wordless.length === cells.length) return cells.some((cell) => cell !== '');
  const ruled = cells.filter((cell) => /^[:\s]*[-=_\u2013\u2014]{2,}[:\s]*$/.test(cell));
  return ruled.length * 2 > cells.length;
}

/** Formats a line with the indentation and the outer pipes of another one. */
export function formatTableLine(
  cells: readonly string[],
  like: Pick<TableLine, 'indent' | 'opened' | 'closed'>,
): string {
  return `${like.indent}${like.opened ? '| ' : ''}${cells.join(' | ')}${like.closed ? ' |' : ''}`;
}

/** The text of a cell without emphasis, code marks or a link around it. */
export function plainCell(cell: string): string {
  return cell
    .replace(/^\[([^\]]*)\]\([^)]*\)$/, '$1')
    .replace(/[*_`~]/g, '')
    .trim();
}
