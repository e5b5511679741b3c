import { jsonText } from '../json-text.js';
import type { Formatter } from '../options.js';

/** One line for `strategy.matrix: ${{ fromJSON(...) }}`. An empty `include` makes GitHub fail, so callers test for it first. */
export const report: Formatter = (result) => `${jsonText({ include: result.matrix() })}\n`;
