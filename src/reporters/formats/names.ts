import { printable } from '../../words/printable.js';
import type { Reporter } from '../reporter.js';

export const report: Reporter = (result) =>
  result
    .names()
    .map((name) => `${printable(name)}\n`)
    .join('');
