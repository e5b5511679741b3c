import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import { isCommand } from './escape-control.js';

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** Columns that the text takes in a terminal. Measuring text beyond ASCII costs a thousand times as much. */
export function textWidth(text: string): number {
  return PRINTABLE_ASCII.test(text) ? text.length : stringWidth(text);
}

/** The text in lines of at most `width` terminal columns, broken between words if possible. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines = linesOf(text, width);
  // A line that begins in the middle of a text may begin with a command for a CI runner.
  return lines.some(isCommand) ? linesOf(text.replace(/:(?=:)/g, '\\u003a'), width) : lines;
}

function linesOf(text: string, width: number): readonly string[] {
  return wrapAnsi(text, Math.max(1, width), { hard: true }).split('\n');
}

const NO_BREAK = '\u00a0';

/** The text with blanks at which `wrappedWhole` breaks no line. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', NO_BREAK);
}

/** The same as `wrapped`, but what is `unbroken` stays on one line. */
export function wrappedWhole(text: string, width: number): readonly string[] {
  return wrapped(text, width).map((line) => line.replaceAll(NO_BREAK, ' ').trimEnd());
}

const ELLIPSIS = '…';
// Created on first use: that takes longer than listing a fleet.
let segmenter: Intl.Segmenter | undefined;

/** The text in at most `most` terminal columns, with an ellipsis where something is left out. */
export function shortened(text: string, most: number, where: 'end' | 'middle' | 'start'): string {
  if (textWidth(text) <= most) return text;
  if (most <= 1) return most === 1 ? ELLIPSIS : '';
  const room = most - 1;
  switch (where) {
    case 'end':
      return beginning(text, room) + ELLIPSIS;
    case 'start':
      return ELLIPSIS + ending(text, room);
    case 'middle':
      return beginning(text, Math.ceil(room / 2)) + ELLIPSIS + ending(text, Math.floor(room / 2));
  }
}

function beginning(text: string, room: number): string {
  return fitting(graphemes(text), room).join('');
}

function ending(text: string, room: number): string {
  return fitting(graphemes(text).reverse(), room).reverse().join('');
}

function graphemes(text: string): string[] {
  return Array.from((segmenter ??= new Intl.Segmenter()).segment(text), ({ segment }) => segment);
}

/** The first graphemes that fit; a wide one is not cut in half. */
function fitting(characters: readonly string[], room: number): string[] {
  const kept: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += textWidth(character);
    if (used > room) break;
    kept.push(character);
  }
  return kept;
}
