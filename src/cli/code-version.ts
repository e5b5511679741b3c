import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packageVersion } from './package-version.js';

/**
 * What tells this very code from any other: the version of the package, and the file that holds the code, which a build
 * writes anew. Other code may read the same metadata otherwise.
 */
export function codeVersion(): string {
  const { size, mtimeMs } = statSync(fileURLToPath(import.meta.url));
  return `${packageVersion()} ${size} ${mtimeMs}`;
}
