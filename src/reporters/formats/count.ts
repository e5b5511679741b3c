import type { Reporter } from '../reporters.js';

export const report: Reporter = (result) => `${result.count()}\n`;
