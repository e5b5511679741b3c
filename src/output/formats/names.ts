import { escapeControl } from '../../text/escape-control.js';
import type { Formatter } from '../options.js';

export const report: Formatter = (result) =>
  result
    .names()
    .map((name) => `${escapeControl(name)}\n`)
    .join('');
