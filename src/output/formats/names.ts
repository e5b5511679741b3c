import { escapeControl } from '../../text/escape-control.js';
import type { Reporter } from '../reporter.js';

export const report: Reporter = (result) =>
  result
    .names()
    .map((name) => `${escapeControl(name)}\n`)
    .join('');
