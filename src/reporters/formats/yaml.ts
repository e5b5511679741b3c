import type { Reporter } from '../reporters.js';
import { yamlText } from '../yaml-text.js';

export const report: Reporter = (result) => yamlText(result.document());
