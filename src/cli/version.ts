import { EXIT } from '../errors.js';
import type { Run } from './command.js';
import { packageVersion } from './package-version.js';

/** `fleetq 1.2.3`. */
export const run: Run = () =>
  Promise.resolve({ output: `fleetq ${packageVersion()}\n`, diagnostics: [], exitCode: EXIT.done });
