import { createHash } from 'node:crypto';
import { z } from 'zod';
import { FleetqError } from '../../errors.js';
import { authorizationFor, credentialsFor, denied } from './authorization.js';
import {
  HTTP_DEFAULTS,
  type HttpResponse,
  type HttpSettings,
  WITHOUT_REGISTRY,
  endpointOf,
  jsonBody,
  request,
} from './http.js';

/** All manifest types: a registry that is not offered a tag's own type may answer with another manifest's digest. */
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const MAX_PAGES = 1_000;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const TagList = z.object({ tags: z.array(z.string()).nullish() });

export interface RegistrySettings {
  /** What `--registry` says: one registry to ask instead of those that addresses name. */
  readonly registry: string | null;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly http?: HttpSettings;
}

/** Reads tags and digests from an OCI registry. */
export class RegistryClient {
  private readonly endpoint: URL;
  private readonly http: HttpSettings;
  /** By repository: tokens are for one each. */
  private readonly authorizations = new Map<string, string>();

  /** @param registry host as addresses have it, such as `docker.io` */
  constructor(
    private readonly registry: string,
    private readonly settings: RegistrySettings,
  ) {
    this.endpoint = endpointOf(registry, settings.registry);
    this.http = settings.http ?? HTTP_DEFAULTS;
  }

  /** Every tag of a repository. */
  async tags(repository: string): Promise<readonly string[]> {
    const tags: string[] = [];
    const seen = new Set<string>();
    let next: URL | null = this.url(`${repository}/tags/list?n=1000`);
    while (next !== null) {
      if (seen.has(next.href) || seen.size >= MAX_PAGES)
        throw this.unexpected(`the list of tags of ${repository} does not end`);
      seen.add(next.href);
      const response: HttpResponse = await this.get(next, 'GET', repository, 'application/json');
      if (response.status === 404)
        throw new FleetqError('registry', `${this.endpoint.host} has no repository ${repository}`, WITHOUT_REGISTRY);
      const page = TagList.safeParse(response.status === 200 ? jsonBody(response) : undefined);
      if (!page.success)
        throw this.unexpected(`it gives no list of tags for ${repository} (status ${response.status})`);
      tags.push(...(page.data.tags ?? []));
      next = nextPage(response.headers.get('link'), next);
      if (next !== null && next.origin !== this.endpoint.origin)
        throw this.unexpected(`the list of tags of ${repository} goes on at another host, ${next.origin}`);
    }
    return tags;
  }

  /** The digest that a tag (or a digest itself) leads to, or null where the registry does not have it. */
  async digest(repository: string, reference: string): Promise<string | null> {
    const url = this.url(`${repository}/manifests/${reference}`);
    const head = await this.get(url, 'HEAD', repository, MANIFESTS);
    if (head.status === 404) return null;
    const stated = head.headers.get('docker-content-digest');
    if (head.status === 200 && stated !== null && DIGEST.test(stated)) return stated;
    // Not every registry answers HEAD, or states the digest: then it is computed from the manifest itself.
    const response = await this.get(url, 'GET', repository, MANIFESTS);
    if (response.status === 404) return null;
    if (response.status !== 200)
      throw this.unexpected(`it gives no manifest for ${repository}:${reference} (status ${response.status})`);
    return `sha256:${createHash('sha256').update(response.body).digest('hex')}`;
  }

  private async get(url: URL, method: 'GET' | 'HEAD', repository: string, accept: string): Promise<HttpResponse> {
    const send = (): Promise<HttpResponse> => {
      const authorization = this.authorizations.get(repository);
      return request(url, method, { accept, ...(authorization === undefined ? {} : { authorization }) }, this.http);
    };
    const first = await send();
    if (first.status !== 401) return this.allowed(first);
    // Either no token yet, or one that ran out.
    const { registry: option, variables } = this.settings;
    const registry = option === null ? this.registry : this.endpoint.host;
    const credentials = await credentialsFor(registry, option === null ? 'docker.io' : registry, variables);
    this.authorizations.set(repository, await authorizationFor(first, repository, credentials, this.http));
    const second = await send();
    if (second.status === 401) throw denied(this.endpoint, 'does not accept the sign-in');
    return this.allowed(second);
  }

  private allowed(response: HttpResponse): HttpResponse {
    if (response.status === 403) throw denied(this.endpoint, 'does not allow this');
    return response;
  }

  private url(path: string): URL {
    return new URL(`${this.endpoint.pathname.replace(/\/$/, '')}/v2/${path}`, this.endpoint);
  }

  private unexpected(what: string): FleetqError {
    return new FleetqError(
      'registry',
      `the registry ${this.endpoint.origin} is not understood: ${what}`,
      WITHOUT_REGISTRY,
    );
  }
}

/** One client per registry, so that tokens are requested once. */
export function registryClients(settings: RegistrySettings): (registry: string) => RegistryClient {
  const clients = new Map<string, RegistryClient>();
  return (registry) => {
    const client = clients.get(registry) ?? new RegistryClient(registry, settings);
    clients.set(registry, client);
    return client;
  };
}

/** The URL of the next page in a `Link` header, relative ones resolved, or null. */
function nextPage(header: string | null, from: URL): URL | null {
  for (const [, address, parameters] of (header ?? '').matchAll(/<([^>]*)>([^<]*)/g)) {
    if (/;\s*rel\s*=\s*"?next"?/i.test(parameters ?? '') && URL.canParse(address ?? '', from.href))
      return new URL(address ?? '', from);
  }
  return null;
}
