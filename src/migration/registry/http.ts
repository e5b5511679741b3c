import { setTimeout as sleep } from 'node:timers/promises';
import { FleetqError } from '../../errors.js';
import { parseJson } from '../parse-json.js';

export interface HttpSettings {
  /** For one attempt, response body included. */
  readonly timeoutMilliseconds: number;
  readonly attempts: number;
  /** Before the second attempt; doubled before each further one. */
  readonly backoffMilliseconds: number;
}

export const HTTP_DEFAULTS: HttpSettings = Object.freeze({
  timeoutMilliseconds: 10_000,
  attempts: 4,
  backoffMilliseconds: 250,
});

/** A registry that asks for a longer pause than this is treated as one that refuses. */
const MAX_PAUSE_MS = 10_000;

/** Tag lists of the largest repositories stay far below this. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

export interface HttpResponse {
  /** After redirects. */
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Sends a request until it is answered: time-outs, broken connections, 429 and 5xx are retried with backoff. */
export async function request(
  url: URL,
  method: 'GET' | 'HEAD',
  headers: Readonly<Record<string, string>>,
  settings: HttpSettings,
): Promise<HttpResponse> {
  let wait = settings.backoffMilliseconds;
  for (let attempt = 1; ; attempt++) {
    const response = await send(url, method, headers, settings.timeoutMilliseconds);
    const last = attempt >= settings.attempts;
    if (response instanceof Error) {
      if (last) throw unreachable(url, response.message, attempt);
    } else if (response.status !== 429 && response.status < 500) {
      return response;
    } else {
      const requested = retryAfter(response.headers);
      if (last || requested > MAX_PAUSE_MS)
        throw unreachable(url, `it answers with status ${response.status}`, attempt);
      wait = Math.max(wait, requested);
    }
    await sleep(wait);
    wait *= 2;
  }
}

/** The body as JSON; undefined where it is none. */
export function jsonBody({ body }: HttpResponse): unknown {
  return parseJson(new TextDecoder().decode(body));
}

/** Hints for what to do where a registry cannot help. */
export const WITHOUT_REGISTRY = [
  'give the address with --base-image ADDRESS, or take what the fleet knows with --latest-from fleet',
] as const;

function unreachable(url: URL, reason: string, attempts: number): FleetqError {
  return new FleetqError(
    'registry',
    `the registry ${url.origin} gave no answer after ${attempts} attempt${attempts === 1 ? '' : 's'}: ${reason}`,
    WITHOUT_REGISTRY,
  );
}

/** One attempt. Resolves to an error where another attempt may help, and throws where none does. */
async function send(
  url: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
  timeout: number,
): Promise<HttpResponse | Error> {
  try {
    const response = await fetch(url, {
      method,
      headers: { 'user-agent': 'fleetq', ...headers },
      signal: AbortSignal.timeout(timeout),
    });
    const body = await readBody(response);
    return {
      url: new URL(response.url === '' ? url : response.url),
      status: response.status,
      headers: response.headers,
      body,
    };
  } catch (error) {
    return retryableError(error, timeout);
  }
}

async function readBody(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body !== null) {
    for await (const chunk of response.body) {
      if (!(chunk instanceof Uint8Array)) continue;
      size += chunk.length;
      if (size > MAX_BODY_BYTES)
        throw new FleetqError('registry', `${response.url} answers with more than ${MAX_BODY_BYTES} bytes`);
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks);
}

/** The message of `fetch` is "fetch failed"; the reason is in its cause. */
function retryableError(error: unknown, timeout: number): Error {
  if (error instanceof FleetqError || !(error instanceof Error)) throw error;
  if (error.name === 'TimeoutError') return new Error(`it took longer than ${timeout / 1000} seconds`);
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause ? String(cause.code) : '';
  return new Error(cause.message === '' ? code : cause.message);
}

/** Milliseconds that a `Retry-After` header asks for, as seconds or as a date; 0 without one. */
function retryAfter(headers: Headers): number {
  const value = headers.get('retry-after');
  if (value === null) return 0;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}

/** Docker Hub is called `docker.io` in addresses, but its API answers elsewhere. */
const DOCKER_HUB_API = 'https://registry-1.docker.io';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/;

export function isLoopback(url: URL): boolean {
  return LOOPBACK.test(url.host);
}

/**
 * The URL of a registry's API, with a path where it lies below one. Plain HTTP only on this machine, or where `--registry`
 * asks for it.
 *
 * @param option the value of `--registry`
 */
export function endpointOf(registry: string, option: string | null): URL {
  if (option !== null) return parseEndpoint(option);
  return registry === 'docker.io' ? new URL(DOCKER_HUB_API) : new URL(withScheme(registry));
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
