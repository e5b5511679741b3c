import CliTable from 'cli-table3';
import { escapeControl } from '../../text/escape-control.js';
import { shortened, textWidth, wrapped } from '../../text/width.js';
import {
  type CellVariants,
  type FittedColumn,
  cellVariants,
  fitColumns,
  fittingText,
  variantText,
} from '../fit-columns.js';
import type { FormatOptions, Formatter, Paint } from '../format.js';
import {
  type ColumnLayout,
  type DetailView,
  type FactsSection,
  type Section,
  type Table,
  type TextSection,
  headingOf,
  tableIn,
} from '../view.js';

/** Columns of text without lines around them, or things in full: made to fit a terminal, whole in a pipe. */
export const table: Formatter = (view, options) =>
  view.details === undefined ? tableText(tableIn(view), options) : detailsText(view.details(), options);

/** What stands between two columns. */
const GAP = '  ';

/** All that the layout of a table depends on. */
type Layout = Omit<FormatOptions, 'run'>;

/** A table that is no view: columns of text that fit, with nothing in them that a terminal would obey. */
export function tableText({ columns, rows, totals }: Table, { width, header, paint }: Layout): string {
  const cells = [
    ...rows.map((row) => row.map(cellVariants)),
    ...(totals === undefined ? [] : [totals.map((cell) => ({ ...cellVariants(cell), tone: 'heading' as const }))]),
  ];
  const fitted = fitColumns(columns, cells, { width, header, gap: GAP.length });
  const heading = fitted.map(({ column, width: room }) =>
    paint.heading(shortened(escapeControl(headingOf(column, header)), room, 'end')),
  );
  const lines = [...(header === 'none' ? [] : [heading]), ...cells.flatMap((row) => rowLines(fitted, row, paint))];
  return draw(
    lines,
    fitted.map((column) => ({ width: column.width, align: column.column.align })),
  );
}

/** A row as lines of cells: one, or several where a cell goes on below itself. */
function rowLines(
  columns: readonly FittedColumn[],
  row: readonly CellVariants[],
  paint: Paint,
): readonly (readonly string[])[] {
  const cells = columns.map(({ column, index, width, variant }) => {
    const text = variantText(row[index], variant);
    const lines = column.wrap ? wrapped(text, width) : [shortened(text, width, column.shorten ?? 'end')];
    return painted(lines, row[index]?.tone, paint);
  });
  return sideBySide(cells);
}

/** Columns of lines as lines of cells, empty below the last line of a column. */
function sideBySide(columns: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const height = Math.max(1, ...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => columns.map((lines) => lines[line] ?? ''));
}

function painted(lines: readonly string[], tone: keyof Paint | undefined, paint: Paint): readonly string[] {
  return tone === undefined ? lines : lines.map((line) => (line === '' ? '' : paint[tone](line)));
}

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
};

interface DrawnColumn {
  readonly width: number;
  readonly align?: ColumnLayout['align'];
}

/** How many lines go into one row of cli-table3: a cell costs it much, and so does each line of a long one. */
const BATCH = 8;

/**
 * A line break inside a cell. For each line, cli-table3 cuts the cell's text to ten characters, character by character
 * from its end unless a colour code parts it; the codes are taken out again of what is drawn.
 */
const NO_COLOR = '\u001b[m';
const LINE_BREAK = `${NO_COLOR}\n${NO_COLOR}`;

/** Draws lines of cells that fit their columns. */
function draw(lines: readonly (readonly string[])[], columns: readonly DrawnColumn[], indent = ''): string {
  const batches = Array.from({ length: Math.ceil(lines.length / BATCH) }, (_, batch) =>
    lines.slice(batch * BATCH, (batch + 1) * BATCH),
  );
  return batches
    .flatMap((batch) => {
      const drawing = new CliTable({
        chars: { ...NO_BORDERS, left: indent, middle: GAP },
        style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
        colWidths: columns.map(({ width }) => width),
        colAligns: columns.map(({ align = 'left' }) => align),
        // Nothing is truncated, but the mark is measured for every line, and this one is measured quickly.
        truncate: '.',
      });
      drawing.push(columns.map((_, index) => batch.map((cells) => cells[index] ?? '').join(LINE_BREAK)));
      return drawing.toString().replaceAll(NO_COLOR, '').split('\n');
    })
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

const INDENT = '  ';
/** Narrower than this, text would go on for pages; a line that is too long for the terminal reads better. */
const LEAST_ROOM = 20;

function detailsText(details: readonly DetailView[], { width, paint }: FormatOptions): string {
  const detailText = ({ title, sections }: DetailView): string =>
    `${paint.heading(escapeControl(title))}\n${sections.map((section) => sectionText(section, width, paint)).join('\n')}`;
  return details.map(detailText).join('\n');
}

function sectionText(section: Section, width: number | undefined, paint: Paint): string {
  switch (section.kind) {
    case 'facts':
      return factsText(section, width, paint);
    case 'text':
      return linesText(section, width, paint);
  }
}

function factsText({ facts }: FactsSection, width: number | undefined, paint: Paint): string {
  const labelWidth = Math.max(1, ...facts.map(({ label }) => textWidth(label)));
  const room = roomBeside(INDENT.length + labelWidth + GAP.length, width);
  const lines = facts.flatMap(({ label, cell }) => {
    const variants = cellVariants(cell);
    const text = fittingText(variants, room);
    return sideBySide([[label], painted(room === undefined ? [text] : wrapped(text, room), variants.tone, paint)]);
  });
  const valueWidth = Math.max(1, ...lines.map(([, value = '']) => textWidth(value)));
  return draw(lines, [{ width: labelWidth }, { width: valueWidth }], INDENT);
}

/** A line that is too long goes on below, further in than it began. */
function linesText({ title, lines }: TextSection, width: number | undefined, paint: Paint): string {
  const shown = lines.flatMap((line) => {
    const safe = escapeControl(line);
    const text = safe.trimStart();
    const margin = INDENT + ' '.repeat(safe.length - text.length);
    const room = roomBeside(margin.length + INDENT.length, width);
    const parts = room === undefined ? [text] : wrapped(text, room);
    return parts.map((part, index) => `${margin}${index === 0 ? '' : INDENT}${part}`.trimEnd());
  });
  return [paint.heading(escapeControl(title)), ...shown].map((line) => `${line}\n`).join('');
}

function roomBeside(margin: number, width: number | undefined): number | undefined {
  return width === undefined ? undefined : Math.max(LEAST_ROOM, width - margin);
}
