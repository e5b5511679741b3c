import { jsonText } from '../json.js';
import type { Reporter } from '../reporters.js';

export const report: Reporter = (result) => `${jsonText(result.document(), 2)}\n`;
