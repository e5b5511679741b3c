import { setTimeout as sleep } from 'node:timers/promises';
import { counted } from '../../text/plural.js';
import { parseJson } from '../parse-json.js';
import { forbiddenTarget } from './endpoint.js';
import { registryError } from './errors.js';
import { BrokenExchange, type HttpResponse, exchange } from './exchange.js';

export interface HttpSettings {
  /** For one attempt, redirects and response body included. */
  readonly timeoutMilliseconds: number;
  readonly attempts: number;
  /** Before the second attempt; doubled before each further one. */
  readonly backoffMilliseconds: number;
  /** For all requests of a run together, pauses included. */
  readonly deadlineMilliseconds: number;
}

export const HTTP_DEFAULTS: HttpSettings = Object.freeze({
  timeoutMilliseconds: 10_000,
  attempts: 4,
  backoffMilliseconds: 250,
  deadlineMilliseconds: 60_000,
});

/** A registry that asks for a longer pause than this is treated as one that refuses. */
const MAX_PAUSE_MS = 10_000;

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** All requests of a run: each alone may be slow or repeated, but all together must end. */
export class Conversation {
  /** Set by the first request; on the clock of `performance`. */
  private end: number | null = null;

  constructor(private readonly settings: HttpSettings) {}

  /**
   * Sends a request until it is answered: time-outs, broken connections, 429 and 5xx are retried with backoff.
   * `authorization` goes to the host of `url` alone, whatever that redirects to.
   */
  async request(
    url: URL,
    method: 'GET' | 'HEAD',
    headers: Readonly<Record<string, string>>,
    authorization: string | null,
  ): Promise<HttpResponse> {
    let wait = this.settings.backoffMilliseconds;
    for (let attempt = 1; ; attempt++) {
      const response = await this.attempt(url, method, headers, authorization);
      const last = attempt >= this.settings.attempts;
      if (typeof response === 'string') {
        if (last) throw unreachable(url, response, attempt);
      } else if (response.status !== 429 && response.status < 500) {
        return response;
      } else {
        const requested = retryAfter(response.headers);
        if (last || requested > MAX_PAUSE_MS)
          throw unreachable(url, `it answers with status ${response.status}`, attempt);
        wait = Math.max(wait, requested);
      }
      await sleep(Math.min(wait, this.remaining(url)));
      wait *= 2;
    }
  }

  /** One attempt, redirects followed. A text says why another attempt may help; where none does, an error is thrown. */
  private async attempt(
    url: URL,
    method: 'GET' | 'HEAD',
    headers: Readonly<Record<string, string>>,
    authorization: string | null,
  ): Promise<HttpResponse | string> {
    const { timeoutMilliseconds } = this.settings;
    const end = performance.now() + timeoutMilliseconds;
    let at = url;
    let secret = authorization;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const sent = secret === null ? headers : { ...headers, authorization: secret };
      const time = Math.min(end - performance.now(), this.remaining(url));
      let response: HttpResponse;
      try {
        response = await exchange(at, method, sent, Math.max(1, time));
      } catch (error) {
        if (!(error instanceof BrokenExchange)) throw error;
        this.remaining(url);
        const slow = performance.now() >= end - 1;
        return slow ? `it took longer than ${timeoutMilliseconds / 1000} seconds` : error.message;
      }
      const location = REDIRECTS.has(response.status) ? response.headers.get('location') : undefined;
      if (location === undefined) return response;
      const next = redirectTarget(at, location);
      // Once it has left the host it was meant for, it does not come back: the way there is another host's to choose.
      if (next.origin !== at.origin) secret = null;
      at = next;
    }
    throw registryError(`${url.origin} redirects more than ${MAX_REDIRECTS} times`);
  }

  /** Milliseconds that are left; throws where none are. */
  private remaining(url: URL): number {
    const { deadlineMilliseconds } = this.settings;
    this.end ??= performance.now() + deadlineMilliseconds;
    const left = this.end - performance.now();
    // Timers may be a millisecond early.
    if (left > 1) return left;
    const limit = `${deadlineMilliseconds / 1000} seconds`;
    throw registryError(`asking registries takes longer than ${limit} altogether; the last was ${url.origin}`);
  }
}

/** The body as JSON; undefined where it is none. */
export function jsonBody({ body }: HttpResponse): unknown {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function redirectTarget(from: URL, location: string): URL {
  const target = URL.canParse(location, from.href) ? new URL(location, from) : null;
  const forbidden = target === null ? `what is no address: \`${location}\`` : forbiddenTarget(from, target);
  if (target === null || forbidden !== null) throw registryError(`${from.origin} redirects to ${forbidden ?? ''}`);
  return target;
}

function unreachable(url: URL, reason: string, attempts: number): Error {
  return registryError(`the registry ${url.origin} gave no answer after ${counted(attempts, 'attempt')}: ${reason}`);
}

/** Milliseconds that a `Retry-After` header asks for, as seconds or as a date; 0 without one. */
function retryAfter(headers: HttpResponse['headers']): number {
  const value = headers.get('retry-after');
  if (value === undefined) return 0;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}
