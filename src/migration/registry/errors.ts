import { FleetqError } from '../../errors.js';

/** Hints for what to do where a registry cannot help. */
export const WITHOUT_REGISTRY = [
  'give the address with --base-image ADDRESS, or take what the fleet knows with --latest-from fleet',
] as const;

/** A registry failed, or said what cannot be right. */
export function registryError(message: string): FleetqError {
  return new FleetqError('registry', message, WITHOUT_REGISTRY);
}

/** A registry, or who signs in for it, does not let this user in. */
export function denied(url: URL, why: string): FleetqError {
  return new FleetqError('registry', `${url.origin} ${why}`, [
    'set FLEETQ_REGISTRY_USER and FLEETQ_REGISTRY_PASSWORD, or sign in with `docker login`',
    ...WITHOUT_REGISTRY,
  ]);
}
