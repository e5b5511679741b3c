import { escapeControl } from '../../text/escape-control.js';
import { textWidth, wrapped } from '../../text/width.js';
import { cellVariants, fittingText } from '../fit-columns.js';
import type { FormatOptions } from '../format.js';
import type { DetailView, FactsSection, FoldedSection, Group, GroupsSection, Section, TextSection } from '../view.js';
import { GAP, draw, painted, sideBySide, tableText } from './table-text.js';

const INDENT = '  ';
/** Narrower than this, text would go on for pages; a line that is too long for the terminal reads better. */
const LEAST_ROOM = 12;

/** Things in full, one below the other, made to fit a terminal. */
export function detailsText(details: readonly DetailView[], options: FormatOptions): string {
  const detailText = ({ title, sections }: DetailView): string =>
    (title === undefined ? '' : headed(title, [], options)) +
    sections.map((section) => sectionText(section, options)).join('\n');
  return details.map(detailText).join('\n');
}

function sectionText(section: Section, options: FormatOptions): string {
  switch (section.kind) {
    case 'facts':
      return factsText(section, options);
    case 'text':
      return linesText(section, options);
    case 'folded':
      return foldedText(section, options);
    case 'groups':
      return groupsText(section, options);
    case 'table':
      return tableText(section.table, options);
  }
}

function factsText({ title, facts }: FactsSection, options: FormatOptions): string {
  const { width, paint } = options;
  const labelWidth = Math.max(1, ...facts.map(({ label }) => textWidth(label)));
  const room = roomBeside(INDENT.length + labelWidth + GAP.length, width);
  const lines = facts.flatMap(({ label, cell }) => {
    const variants = cellVariants(cell, width === undefined);
    const text = fittingText(variants, room);
    return sideBySide([[label], painted(room === undefined ? [text] : wrapped(text, room), variants.tone, paint)]);
  });
  const valueWidth = Math.max(1, ...lines.map(([, value = '']) => textWidth(value)));
  const drawn = draw(lines, [{ width: labelWidth }, { width: valueWidth }], INDENT);
  return title === undefined ? drawn : headed(title, [], options) + drawn;
}

/** A line that is too long goes on below, further in than it began. */
function linesText({ title, lines }: TextSection, options: FormatOptions): string {
  const shown = lines.flatMap((line) => {
    const safe = escapeControl(line);
    const text = safe.trimStart();
    const margin = INDENT + ' '.repeat(safe.length - text.length);
    const room = roomBeside(margin.length + INDENT.length, options.width);
    const parts = room === undefined ? [text] : wrapped(text, room);
    return parts.map((part, index) => `${margin}${index === 0 ? '' : INDENT}${part}`.trimEnd());
  });
  return headed(title, shown, options);
}

function foldedText({ title, linesIn }: FoldedSection, options: FormatOptions): string {
  const lines = linesIn(roomBeside(INDENT.length, options.width));
  return headed(
    title,
    lines.map((line) => (line.trim() === '' ? '' : INDENT + line)),
    options,
  );
}

/** In less room beside their labels, values stand below them. */
const LEAST_BESIDE = 32;

function groupsText({ groups }: GroupsSection, options: FormatOptions): string {
  const labels = groups.flatMap(({ entries }) => entries.map(({ label }) => textWidth(label.text)));
  const labelWidth = labels.reduce((most, width) => Math.max(most, width), 0);
  return groups.map((group) => groupText(group, labelWidth, options)).join('');
}

function groupText({ title, entries, names }: Group, labelWidth: number, options: FormatOptions): string {
  const { width, paint } = options;
  const margin = INDENT.length + labelWidth + GAP.length;
  const isBeside = width === undefined || width - margin >= LEAST_BESIDE;
  const lines = entries.flatMap(({ label, value }) => {
    const [name = ''] = painted([escapeControl(label.text)], label.tone, paint);
    const indent = isBeside ? ' '.repeat(margin) : INDENT + INDENT;
    const parts = inRoom(value, roomBeside(indent.length, width));
    if (!isBeside) return [INDENT + name, ...parts.map((part) => indent + part)];
    const gap = ' '.repeat(labelWidth - textWidth(label.text)) + GAP;
    return parts.map((part, index) => (index === 0 ? INDENT + name + gap : indent) + part);
  });
  const listed = names.length === 0 ? [] : inRoom(names.join(', '), roomBeside(INDENT.length, width));
  return headed(title, [...lines, ...listed.map((line) => INDENT + line)], options);
}

function inRoom(text: string, room: number | undefined): readonly string[] {
  const safe = escapeControl(text);
  return room === undefined ? [safe] : wrapped(safe, room);
}

/** Lines below a title. */
function headed(title: string, lines: readonly string[], { width, paint }: FormatOptions): string {
  const heading = inRoom(title, width === undefined ? undefined : Math.max(LEAST_ROOM, width));
  return [...heading.map((line) => paint.heading(line)), ...lines].map((line) => `${line}\n`).join('');
}

function roomBeside(margin: number, width: number | undefined): number | undefined {
  return width === undefined ? undefined : Math.max(LEAST_ROOM, width - margin);
}
