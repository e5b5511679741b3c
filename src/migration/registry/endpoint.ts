import { FleetqError } from '../../errors.js';

/** Docker Hub is called `docker.io` in addresses, but its API answers elsewhere. */
const DOCKER_HUB_API = 'https://registry-1.docker.io';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/;

/** Where a registry's API answers: an origin, with a path where it lives below one. Plain HTTP only on this machine, or where somebody wrote it. */
export function endpointOf(registry: string, asked: string | null): URL {
  if (asked !== null) return endpointFrom(asked);
  if (registry === 'docker.io') return new URL(DOCKER_HUB_API);
  return new URL(`${LOOPBACK.test(registry) ? 'http' : 'https'}://${registry}`);
}

/** Reads `--registry`: a URL, or a host alone. */
function endpointFrom(asked: string): URL {
  const withScheme = /^https?:\/\//i.test(asked) ? asked : `${LOOPBACK.test(asked) ? 'http' : 'https'}://${asked}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null;
  if (url === null || url.hostname === '' || url.search !== '' || url.hash !== '') {
    throw new FleetqError('usage', `--registry takes the address of a registry, not \`${asked}\``, [
      'for example --registry http://localhost:5000',
    ]);
  }
  if (url.username !== '' || url.password !== '') {
    throw new FleetqError('usage', '--registry takes no password', [
      'set FLEETQ_REGISTRY_USER and FLEETQ_REGISTRY_PASSWORD instead',
    ]);
  }
  return url.hostname === 'docker.io' || url.hostname === 'index.docker.io' ? new URL(DOCKER_HUB_API) : url;
}

export function isLoopback(url: URL): boolean {
  return LOOPBACK.test(url.host);
}
