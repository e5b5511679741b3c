import { cacheFolder as folderFor } from '../outside/cache-folder.js';
import type { Environment } from './environment.js';

/** The folder of fleetq's cache, as the environment has it. */
export function cacheFolder({ variables }: Environment): string {
  return folderFor(variables);
}
