import { escapeControl } from '../text/escape-control.js';
import type { Notice } from './command.js';

const COLOR_OF: Readonly<Record<Notice['level'], string>> = {
  note: '\u001b[36m',
  warning: '\u001b[33m',
  error: '\u001b[31m',
  query: '\u001b[31m',
};
const RESET = '\u001b[0m';

const QUERY_ERROR = 'query error';

/** A notice as lines of text: `fleetq: …`, then what to try, indented. A query's error keeps the form that the language gives it. */
export function noticeText({ level, text, hints = [] }: Notice, colored: boolean): string {
  const label = level === 'note' ? 'fleetq' : level === 'query' ? QUERY_ERROR : `fleetq: ${level}`;
  const shown = colored ? `${COLOR_OF[level]}${label}${RESET}` : label;
  const [first = '', ...rest] = text.split('\n');
  const told = level === 'query' && first.startsWith(`${QUERY_ERROR}: `) ? first.slice(QUERY_ERROR.length + 2) : first;
  return (
    [
      `${shown}: ${escapeControl(told)}`,
      ...rest.map(escapeControl),
      ...hints.map((hint) => `  ${escapeControl(hint)}`),
    ].join('\n') + '\n'
  );
}
