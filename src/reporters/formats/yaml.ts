import { stringify } from 'yaml';
import type { Reporter } from '../reporters.js';

/** YAML 1.1, in which a string that looks like a date or a boolean is quoted, so that PyYAML reads back what was written. */
export const report: Reporter = (result) => stringify(result.document(), { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
