import { escapeControl } from '../../text/escape-control.js';
import { textWidth, wrapped } from '../../text/width.js';
import type { FormatOptions } from '../options.js';
import type { Cell, DetailView, FactsSection, Section, TextSection } from '../view.js';
import { inForm, safeCell } from './forms.js';
import { GAP } from './lines.js';

const INDENT = '  ';
/** Narrower than this, text would go on for pages; a line that is too long for the terminal reads better. */
const LEAST_ROOM = 20;

/** Sheets as text, one below the other: wrapped in a terminal, whole in a pipe. */
export function sheetsText(sheets: readonly DetailView[], { width, paint }: FormatOptions): string {
  const sheetLines = ({ title, sections }: DetailView): readonly string[] => [
    paint.heading(escapeControl(title)),
    ...sections.flatMap((section, index) => [...(index === 0 ? [] : ['']), ...sectionLines(section, width, paint)]),
  ];
  return sheets.map((sheet) => `${sheetLines(sheet).join('\n')}\n`).join('\n');
}

type Paint = FormatOptions['paint'];

function sectionLines(section: Section, width: number | undefined, paint: Paint): readonly string[] {
  switch (section.kind) {
    case 'facts':
      return factLines(section, width, paint);
    case 'text':
      return textLines(section, width, paint);
  }
}

function factLines({ facts }: FactsSection, width: number | undefined, paint: Paint): readonly string[] {
  const widest = Math.max(0, ...facts.map(({ label }) => textWidth(label)));
  const margin = ' '.repeat(INDENT.length + widest + GAP.length);
  const room = roomBeside(margin.length, width);
  return facts.flatMap(({ label, cell }) => {
    const { text, tone } = fitting(safeCell(cell), room);
    const lines = room === undefined ? [text] : wrapped(text, room);
    const painted = lines.map((line) => (tone === undefined ? line : paint[tone](line)));
    const first = INDENT + label + ' '.repeat(widest - textWidth(label)) + GAP;
    return painted.map((line, index) => `${index === 0 ? first : margin}${line}`.trimEnd());
  });
}

/** The longest of the cell's forms that needs no second line; the whole text where none does. */
function fitting(cell: Cell, room: number | undefined): Cell {
  if (room === undefined) return cell;
  const forms = [cell, ...(cell.shorter ?? []).map((_, index) => inForm(cell, index + 1))];
  return forms.find(({ text }) => textWidth(text) <= room) ?? cell;
}

/** A line that is too long goes on below, further in than it began. */
function textLines({ title, lines }: TextSection, width: number | undefined, paint: Paint): readonly string[] {
  return [
    paint.heading(escapeControl(title)),
    ...lines.flatMap((line) => {
      const safe = escapeControl(line);
      const text = safe.trimStart();
      const margin = INDENT + ' '.repeat(safe.length - text.length);
      const room = roomBeside(margin.length + INDENT.length, width);
      const parts = room === undefined ? [text] : wrapped(text, room);
      return parts.map((part, index) => `${margin}${index === 0 ? '' : INDENT}${part}`.trimEnd());
    }),
  ];
}

function roomBeside(margin: number, width: number | undefined): number | undefined {
  return width === undefined ? undefined : Math.max(LEAST_ROOM, width - margin);
}
