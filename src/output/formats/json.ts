import { jsonText } from '../json-text.js';
import type { Reporter } from '../reporter.js';

export const report: Reporter = (result) => `${jsonText(result.document(), 2)}\n`;
