import { printable } from '../../words/printable.js';
import type { Reporter } from '../reporters.js';

export const report: Reporter = (result) => result.names().map((name) => `${printable(name)}\n`).join('');
