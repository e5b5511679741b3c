import type { MetadataWarning } from '../../metadata/result.js';
import { listOf, numberOf, textOf, type Encoded } from './json.js';

/** Warnings for storage. There is one kind of them. */
export function encodeWarnings(warnings: readonly MetadataWarning[]): readonly Encoded[] {
  return warnings.map(({ message, line, column }) => [message, line, column]);
}

/** The warnings that were encoded. Throws for anything else. */
export function decodeWarnings(encoded: Encoded): readonly MetadataWarning[] {
  return listOf(encoded).map((warning) => {
    const [message, line, column] = listOf(warning);
    return { code: 'duplicate-key', message: textOf(message), line: numberOf(line), column: numberOf(column) };
  });
}
