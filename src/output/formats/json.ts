import { jsonText } from '../json-text.js';
import type { Formatter } from '../options.js';

export const report: Formatter = (result) => `${jsonText(result.document(), 2)}\n`;
