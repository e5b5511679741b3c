import { printable } from '../words/printable.js';
import type { Notice } from './command.js';

const COLOR_OF: Readonly<Record<Notice['level'], string>> = { note: '\u001b[36m', warning: '\u001b[33m', error: '\u001b[31m' };
const RESET = '\u001b[0m';

/** A notice as lines of text: `fleetq: …`, then what to try, indented. */
export function noticeText({ level, text, hints = [] }: Notice, colored: boolean): string {
  const label = level === 'note' ? 'fleetq' : `fleetq: ${level}`;
  const shown = colored ? `${COLOR_OF[level]}${label}${RESET}` : label;
  const [first = '', ...rest] = text.split('\n');
  return [`${shown}: ${printable(first)}`, ...rest.map(printable), ...hints.map((hint) => `  ${printable(hint)}`)].join('\n') + '\n';
}
