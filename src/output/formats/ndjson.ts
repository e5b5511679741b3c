import { jsonText } from '../json-text.js';
import type { Reporter } from '../reporter.js';

export const report: Reporter = (result) =>
  result
    .items()
    .map((item) => `${jsonText(item)}\n`)
    .join('');
