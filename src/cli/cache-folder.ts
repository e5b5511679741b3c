import envPaths from 'env-paths';
import type { Environment } from './environment.js';

/** The user's folder for what fleetq can make again: `FLEETQ_CACHE_DIR`, else the system's usual place. */
export function cacheFolder({ variables }: Environment): string {
  const asked = variables.FLEETQ_CACHE_DIR;
  return asked === undefined || asked === '' ? envPaths('fleetq', { suffix: '' }).cache : asked;
}
