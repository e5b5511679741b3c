import { readFileSync } from 'node:fs';
import { packageFile } from '../io/package-files.js';

/** The version of fleetq, from the package itself. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}
