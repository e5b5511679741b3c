import { setTimeout as pause } from 'node:timers/promises';
import { FleetqError } from '../../errors.js';

export interface HttpSettings {
  /** For one attempt, answer included. */
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
const LONGEST_PAUSE = 10_000;

/** Tag lists of the largest repositories stay far below this. */
const LARGEST_ANSWER = 32 * 1024 * 1024;

export interface Answer {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Asks until there is an answer: time-outs, broken connections, 429 and 5xx are tried again, each time later. */
export async function ask(
  url: URL,
  method: 'GET' | 'HEAD',
  headers: Readonly<Record<string, string>>,
  settings: HttpSettings,
): Promise<Answer> {
  let wait = settings.backoffMilliseconds;
  for (let attempt = 1; ; attempt++) {
    const answer = await once(url, method, headers, settings.timeoutMilliseconds);
    const last = attempt >= settings.attempts;
    if (answer instanceof Error) {
      if (last) throw unreachable(url, answer.message, attempt);
    } else if (answer.status !== 429 && answer.status < 500) {
      return answer;
    } else {
      const asked = retryAfter(answer.headers);
      if (last || asked > LONGEST_PAUSE) throw unreachable(url, `it answers with status ${answer.status}`, attempt);
      wait = Math.max(wait, asked);
    }
    await pause(wait);
    wait *= 2;
  }
}

/** What to do where a registry cannot help. */
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

async function once(
  url: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
  timeout: number,
): Promise<Answer | Error> {
  try {
    const response = await fetch(url, {
      method,
      headers: { 'user-agent': 'fleetq', ...headers },
      signal: AbortSignal.timeout(timeout),
    });
    const body = await bodyOf(response);
    return {
      url: new URL(response.url === '' ? url : response.url),
      status: response.status,
      headers: response.headers,
      body,
    };
  } catch (error) {
    return failureOf(error, timeout);
  }
}

async function bodyOf(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body !== null) {
    for await (const chunk of response.body) {
      if (!(chunk instanceof Uint8Array)) continue;
      size += chunk.length;
      if (size > LARGEST_ANSWER)
        throw new FleetqError('registry', `${response.url} answers with more than ${LARGEST_ANSWER} bytes`);
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks);
}

/** What fetch says is "fetch failed"; why is in its cause. A known failure is no reason to try again. */
function failureOf(error: unknown, timeout: number): Error {
  if (error instanceof FleetqError || !(error instanceof Error)) throw error;
  if (error.name === 'TimeoutError') return new Error(`it took longer than ${timeout / 1000} seconds`);
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause ? String(cause.code) : '';
  return new Error(cause.message === '' ? code : cause.message);
}

/** Milliseconds that a `Retry-After` asks for, as seconds or as a date; 0 without one. */
function retryAfter(headers: Headers): number {
  const value = headers.get('retry-after');
  if (value === null) return 0;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}
