import { jsonText } from '../json-text.js';
import type { Formatter } from '../options.js';

export const report: Formatter = (result) =>
  result
    .items()
    .map((item) => `${jsonText(item)}\n`)
    .join('');
