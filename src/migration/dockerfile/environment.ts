import type { Loss } from './loss.js';
import { wordsOf } from './words.js';

/** Set by the base image, or read only by builds of former times. */
const COMMON = new Set(['AIRBYTE_ENTRYPOINT', 'AIRBYTE_IMPL_MODULE', 'AIRBYTE_IMPL_PATH', 'CODE_PATH']);

/** ENV, in both its forms: `NAME=value …` and `NAME value to the end`. */
export function readEnvironment(text: string): readonly Loss[] {
  return pairsOf(text)
    .filter(([name, value]) => !COMMON.has(name) && !(name === 'TZ' && /^(?:Etc\/)?UTC$/.test(value)))
    .map(([name, value]) => ({ kind: 'environment', name, value }));
}

function pairsOf(text: string): readonly (readonly [string, string])[] {
  const legacy = /^([^\s=]+)\s+(.*)$/.exec(text);
  if (legacy) return [[legacy[1] ?? '', unquoted(legacy[2] ?? '')]];
  return wordsOf(text).map((word) => {
    const equals = word.indexOf('=');
    return equals === -1 ? [word, ''] : [word.slice(0, equals), word.slice(equals + 1)];
  });
}

function unquoted(value: string): string {
  return /^"[^"]*"$|^'[^']*'$/.test(value) ? value.slice(1, -1) : value;
}
