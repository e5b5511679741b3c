import type { Formatter } from '../options.js';
import { yamlText } from '../yaml-text.js';

export const report: Formatter = (result) => yamlText(result.document());
