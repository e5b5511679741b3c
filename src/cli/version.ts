import { readFileSync } from 'node:fs';
import { EXIT } from '../errors.js';
import { packageFile } from '../outside/package-files.js';
import type { Run } from './command.js';

/** `fleetq 1.2.3`, from the package itself. */
export const run: Run = () => {
  const manifest: unknown = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
  return Promise.resolve({ output: `fleetq ${version}\n`, notices: [], exitCode: EXIT.done });
};
