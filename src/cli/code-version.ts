import { basename } from 'node:path';
import { packageVersion } from './package-version.js';

/**
 * What tells this very code from any other: the version of the package, and the name of the file that holds the code, in
 * which the build puts a hash of all it loads. Other code may read the same metadata otherwise.
 */
export function codeVersion(): string {
  return `${packageVersion()} ${basename(import.meta.filename)}`;
}
