import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { EXIT } from '../errors.js';
import { packageFile } from '../io/package-files.js';
import type { Run } from './command.js';

/** `--version`. */
export const run: Run = () =>
  Promise.resolve({ output: `fleetq ${packageVersion()}\n`, diagnostics: [], exitCode: EXIT.done });

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}

/**
 * Identifies the code that reads the metadata, for the cache: the version of the package, and the name of the bundle,
 * which contains a hash of its contents.
 */
export function codeVersion(): string {
  return `${packageVersion()} ${basename(import.meta.filename)}`;
}
