import { jsonText } from '../json-text.js';
import type { Reporter } from '../reporter.js';

/** One line for `strategy.matrix: ${{ fromJSON(...) }}`. An empty `include` makes GitHub fail, so callers test for it first. */
export const report: Reporter = (result) => `${jsonText({ include: result.matrix() })}\n`;
