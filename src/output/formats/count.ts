import type { Formatter } from '../options.js';

export const report: Formatter = (result) => `${result.count()}\n`;
