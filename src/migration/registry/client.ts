import { createHash } from 'node:crypto';
import { z } from 'zod';
import { FleetqError } from '../../errors.js';
import { authorizationFor, denied, jsonOf } from './authorization.js';
import { nextPage } from './challenge.js';
import { credentialsFor } from './credentials.js';
import { endpointOf } from './endpoint.js';
import { ask, HTTP_DEFAULTS, WITHOUT_REGISTRY, type Answer, type HttpSettings } from './http.js';

/** Everything a tag can lead to; a registry that is asked for less answers with the digest of something else. */
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const MOST_PAGES = 1_000;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const TagList = z.object({ tags: z.array(z.string()).nullish() });

export interface RegistrySettings {
  /** What `--registry` says: one registry to ask instead of those that addresses name. */
  readonly registry: string | null;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly http?: HttpSettings;
}

/** An OCI registry, as far as reading tags and digests goes. */
export class RegistryClient {
  private readonly endpoint: URL;
  private readonly http: HttpSettings;
  /** By repository: a registry gives a token for one at a time. */
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
      if (seen.has(next.href) || seen.size >= MOST_PAGES)
        throw this.unexpected(`the list of tags of ${repository} does not end`);
      seen.add(next.href);
      const answer: Answer = await this.get(next, 'GET', repository, 'application/json');
      if (answer.status === 404)
        throw new FleetqError('registry', `${this.endpoint.host} has no repository ${repository}`, WITHOUT_REGISTRY);
      const page = TagList.safeParse(answer.status === 200 ? jsonOf(answer) : undefined);
      if (!page.success) throw this.unexpected(`it gives no list of tags for ${repository} (status ${answer.status})`);
      tags.push(...(page.data.tags ?? []));
      next = nextPage(answer.headers.get('link'), next);
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
    const answer = await this.get(url, 'GET', repository, MANIFESTS);
    if (answer.status === 404) return null;
    if (answer.status !== 200)
      throw this.unexpected(`it gives no manifest for ${repository}:${reference} (status ${answer.status})`);
    return `sha256:${createHash('sha256').update(answer.body).digest('hex')}`;
  }

  private async get(url: URL, method: 'GET' | 'HEAD', repository: string, accept: string): Promise<Answer> {
    const send = (): Promise<Answer> => {
      const authorization = this.authorizations.get(repository);
      return ask(url, method, { accept, ...(authorization === undefined ? {} : { authorization }) }, this.http);
    };
    const first = await send();
    if (first.status !== 401) return this.allowed(first);
    // Either no token yet, or one that ran out.
    const asked = this.settings.registry === null ? this.registry : this.endpoint.host;
    const credentials = await credentialsFor(
      asked,
      this.settings.registry === null ? 'docker.io' : asked,
      this.settings.variables,
    );
    this.authorizations.set(repository, await authorizationFor(first, repository, credentials, this.http));
    const second = await send();
    if (second.status === 401) throw denied(this.endpoint, 'does not accept the sign-in');
    return this.allowed(second);
  }

  private allowed(answer: Answer): Answer {
    if (answer.status === 403) throw denied(this.endpoint, 'does not allow this');
    return answer;
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

/** Clients by registry, so that tokens are asked for once. */
export function registryClients(settings: RegistrySettings): (registry: string) => RegistryClient {
  const clients = new Map<string, RegistryClient>();
  return (registry) => {
    const client = clients.get(registry) ?? new RegistryClient(registry, settings);
    clients.set(registry, client);
    return client;
  };
}
