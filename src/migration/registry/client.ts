import { createHash } from 'node:crypto';
import { isDigest, isTag } from '../../values/image-address.js';
import { authorizationFor } from './authorization.js';
import { credentialsFor } from './credentials.js';
import { endpointOf } from './endpoint.js';
import { denied, registryError } from './errors.js';
import type { HttpResponse } from './exchange.js';
import { Conversation, HTTP_DEFAULTS, type HttpSettings, jsonBody } from './http.js';

/** All manifest types: a registry that is not offered a tag's own type may answer with another manifest's digest. */
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const MAX_PAGES = 1_000;
/** Ten times what the largest repositories have. */
const MAX_TAGS = 100_000;

export interface RegistrySettings {
  /** What `--registry` says: one registry to ask instead of those that addresses name. */
  readonly registry: string | null;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly http?: HttpSettings;
}

/** Reads tags and digests from an OCI registry. */
export class RegistryClient {
  private readonly endpoint: URL;
  /** By repository: tokens are for one each. */
  private readonly authorizations = new Map<string, string>();

  /** @param registry host as addresses have it, such as `docker.io` */
  constructor(
    private readonly registry: string,
    private readonly settings: RegistrySettings,
    private readonly conversation = new Conversation(settings.http ?? HTTP_DEFAULTS),
  ) {
    this.endpoint = endpointOf(registry, settings.registry);
  }

  /** Every tag of a repository that has the form of one. */
  async tags(repository: string): Promise<readonly string[]> {
    const tags: string[] = [];
    const seen = new Set<string>();
    let next: URL | null = this.url(`${repository}/tags/list?n=1000`);
    while (next !== null) {
      if (seen.has(next.href) || seen.size >= MAX_PAGES)
        throw this.unexpected(`the list of tags of ${repository} does not end`);
      seen.add(next.href);
      const response: HttpResponse = await this.get(next, 'GET', repository, 'application/json');
      if (response.status === 404) throw registryError(`${this.endpoint.host} has no repository ${repository}`);
      const page = response.status === 200 ? tagsOf(jsonBody(response)) : null;
      if (page === null)
        throw this.unexpected(`it gives no list of tags for ${repository} (status ${response.status})`);
      if (tags.length + page.length > MAX_TAGS) throw this.unexpected(`${repository} has more than ${MAX_TAGS} tags`);
      for (const tag of page) tags.push(tag);
      next = nextPage(response.headers.get('link') ?? '', next);
      if (next !== null && next.origin !== this.endpoint.origin)
        throw this.unexpected(`the list of tags of ${repository} goes on at another host, ${next.origin}`);
    }
    return tags.filter(isTag);
  }

  /** The digest that a tag (or a digest itself) leads to, or null where the registry does not have it. */
  async digest(repository: string, reference: string): Promise<string | null> {
    const url = this.url(`${repository}/manifests/${reference}`);
    const head = await this.get(url, 'HEAD', repository, MANIFESTS);
    if (head.status === 404) return null;
    const stated = statedDigest(head);
    if (head.status === 200 && stated !== null) return this.consistent(stated, repository, reference);
    // Not every registry answers HEAD, or states the digest: then it is computed from the manifest itself.
    const response = await this.get(url, 'GET', repository, MANIFESTS);
    if (response.status === 404) return null;
    if (response.status !== 200)
      throw this.unexpected(`it gives no manifest for ${repository}:${reference} (status ${response.status})`);
    const computed = `sha256:${createHash('sha256').update(response.body).digest('hex')}`;
    if ((statedDigest(response) ?? computed) !== computed)
      throw this.unexpected(`the manifest of ${repository}:${reference} does not have the digest that it states`);
    return this.consistent(computed, repository, reference);
  }

  /** Who asks for a digest must get that one. */
  private consistent(found: string, repository: string, reference: string): string {
    if (isDigest(reference) && found !== reference)
      throw this.unexpected(`asked for ${repository}@${reference}, it answers with ${found}`);
    return found;
  }

  private async get(url: URL, method: 'GET' | 'HEAD', repository: string, accept: string): Promise<HttpResponse> {
    const send = (): Promise<HttpResponse> =>
      this.conversation.request(url, method, { accept }, this.authorizations.get(repository) ?? null);
    const first = await send();
    if (first.status !== 401) return this.allowed(first);
    if (first.url.origin !== this.endpoint.origin)
      throw registryError(
        `the registry ${this.endpoint.origin} redirects to ${first.url.origin}, which asks for a password: that gets none of yours`,
      );
    // Either no token yet, or one that ran out.
    const { registry: option, variables } = this.settings;
    const registry = option === null ? this.registry : this.endpoint.host;
    const credentials = await credentialsFor(registry, option === null ? 'docker.io' : registry, variables);
    this.authorizations.set(repository, await authorizationFor(first, repository, credentials, this.conversation));
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

  private unexpected(what: string): Error {
    return registryError(`the registry ${this.endpoint.origin} is not understood: ${what}`);
  }
}

/** One client per registry, so that tokens are requested once. */
export function registryClients(settings: RegistrySettings): (registry: string) => RegistryClient {
  const clients = new Map<string, RegistryClient>();
  const conversation = new Conversation(settings.http ?? HTTP_DEFAULTS);
  return (registry) => {
    const client = clients.get(registry) ?? new RegistryClient(registry, settings, conversation);
    clients.set(registry, client);
    return client;
  };
}

/** The names in a tag list; null where it is none. Not by zod, which makes an issue of each of a million numbers. */
function tagsOf(page: unknown): readonly string[] | null {
  if (typeof page !== 'object' || page === null) return null;
  const tags = 'tags' in page ? page.tags : null;
  // Some registries say null of a repository whose tags are all gone.
  if (tags === null) return [];
  return Array.isArray(tags) && tags.every((tag) => typeof tag === 'string') ? tags : null;
}

function statedDigest({ headers }: HttpResponse): string | null {
  const stated = headers.get('docker-content-digest');
  return stated !== undefined && isDigest(stated) ? stated : null;
}

/** The URL of the next page in a `Link` header, relative ones resolved, or null. */
function nextPage(header: string, from: URL): URL | null {
  for (const [, address = '', parameters = ''] of header.matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (/;\s*rel\s*=\s*"?next"?/i.test(parameters) && URL.canParse(address, from.href)) return new URL(address, from);
  }
  return null;
}
