import type { Reporter } from '../reporter.js';
import { yamlText } from '../yaml-text.js';

export const report: Reporter = (result) => yamlText(result.document());
