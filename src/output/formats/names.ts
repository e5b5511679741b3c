import { escapeControl } from '../../text/escape-control.js';
import type { Formatter } from '../format.js';
import { namesIn } from '../view.js';

/** One name a line. */
export const names: Formatter = (view) =>
  namesIn(view)
    .map((name) => `${escapeControl(name)}\n`)
    .join('');

export const count: Formatter = (view) => `${namesIn(view).length}\n`;
