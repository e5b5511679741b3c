import { BlockList, isIP } from 'node:net';
import { FleetqError } from '../../errors.js';
import { registryError } from './errors.js';

/** Docker Hub is called `docker.io` in addresses, but its API answers elsewhere. */
const DOCKER_HUB_API = 'https://registry-1.docker.io';

/**
 * The URL of a registry's API, with a path where it lies below one. Plain HTTP only on this machine, or where `--registry`
 * asks for it.
 *
 * @param option the value of `--registry`
 */
export function endpointOf(registry: string, option: string | null): URL {
  if (option !== null) return parseEndpoint(option);
  if (registry === 'docker.io') return new URL(DOCKER_HUB_API);
  // The grammar of addresses lets hosts pass that no URL can have, such as `999.1.1.1` and `host:99999`.
  const text = withScheme(registry);
  if (!URL.canParse(text)) throw registryError(`\`${registry}\` is not the address of a registry`);
  return new URL(text);
}

/** Parses `--registry`: a URL, or a host alone. */
function parseEndpoint(option: string): URL {
  const text = /^https?:\/\//i.test(option) ? option : withScheme(option);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === '' || url.search !== '' || url.hash !== '') {
    throw new FleetqError('usage', `--registry takes the address of a registry, not \`${option}\``, [
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

function withScheme(host: string): string {
  return `${LOOPBACK.test(host) ? 'http' : 'https'}://${host}`;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/;

export function isLoopback(url: URL): boolean {
  return LOOPBACK.test(url.host);
}

const PRIVATE = new BlockList();
PRIVATE.addSubnet('0.0.0.0', 8, 'ipv4');
PRIVATE.addSubnet('10.0.0.0', 8, 'ipv4');
PRIVATE.addSubnet('127.0.0.0', 8, 'ipv4');
PRIVATE.addSubnet('169.254.0.0', 16, 'ipv4');
PRIVATE.addSubnet('172.16.0.0', 12, 'ipv4');
PRIVATE.addSubnet('192.168.0.0', 16, 'ipv4');
PRIVATE.addSubnet('::', 127, 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/** True for this machine, and for addresses that only a private network has. A name is taken for what it says. */
function isPrivate(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  const family = isIP(host);
  return family !== 0 && PRIVATE.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * What keeps a registry from sending fleetq on to another address, or null: metadata can name any registry, and must
 * not reach a private network through it, nor be asked without encryption where it was to be encrypted.
 */
export function forbiddenTarget(from: URL, to: URL): string | null {
  if (to.protocol !== 'https:' && to.protocol !== 'http:') return 'neither HTTP nor HTTPS';
  if (to.username !== '' || to.password !== '') return 'an address with a password in it';
  if (to.protocol === 'http:' && from.protocol !== 'http:') return 'plain HTTP';
  if (isPrivate(to) && !isPrivate(from)) return 'an address of a private network';
  return null;
}

/**
 * True where a registry's password may go to the server that its challenge names: to the same host, or encrypted to
 * one of the same domain, as Docker Hub (`registry-1.docker.io`) has its tokens from `auth.docker.io`.
 */
export function mayHavePassword(registry: URL, realm: URL): boolean {
  const encrypted = realm.protocol === 'https:';
  if (realm.hostname === registry.hostname) return encrypted || (registry.protocol === 'http:' && isLoopback(realm));
  return encrypted && domainOf(realm) === domainOf(registry);
}

/** The last two labels of a name; an IP address is its own domain. */
function domainOf({ hostname }: URL): string {
  if (hostname.startsWith('[') || /^[\d.]+$/.test(hostname)) return hostname;
  return hostname.replace(/\.$/, '').split('.').slice(-2).join('.');
}
