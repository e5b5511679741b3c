import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { registryError } from './errors.js';

export interface HttpResponse {
  /** After redirects. */
  readonly url: URL;
  readonly status: number;
  /** By names in lower case; those that came several times joined with commas. */
  readonly headers: ReadonlyMap<string, string>;
  /** Decompressed. */
  readonly body: Uint8Array;
}

/** The largest tag list that fleetq takes, a hundred thousand tags, stays below this. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** An exchange failed in a way that another attempt may mend: a broken connection, a time-out. */
export class BrokenExchange extends Error {
  override readonly name = 'BrokenExchange';
}

/**
 * Sends one request and reads the whole answer. Node's `http` rather than `fetch`, which follows redirects by itself
 * and never settles where a body is not the gzip that it claims to be.
 *
 * @throws BrokenExchange, or a FleetqError where the answer itself is wrong
 */
export async function exchange(
  url: URL,
  method: 'GET' | 'HEAD',
  headers: Readonly<Record<string, string>>,
  milliseconds: number,
): Promise<HttpResponse> {
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    method,
    headers: { 'user-agent': 'fleetq', 'accept-encoding': 'gzip', ...headers },
  });
  const timer = setTimeout(() => request.destroy(new Error('it took too long')), milliseconds);
  try {
    const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
      request.on('response', resolve);
      // Stays for the errors that come after the response: the body's reader tells of them.
      request.on('error', reject);
      request.end();
    });
    const received = headersOf(incoming);
    const body = await readBody(incoming, url);
    const decoded = await decompressed(body, received.get('content-encoding') ?? 'identity', url);
    return { url, status: incoming.statusCode ?? 0, headers: received, body: decoded };
  } catch (error) {
    throw brokenOrWrong(error);
  } finally {
    clearTimeout(timer);
    request.destroy();
  }
}

function headersOf({ headers }: IncomingMessage): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) texts.set(name, typeof value === 'string' ? value : value.join(', '));
  return texts;
}

async function readBody(incoming: IncomingMessage, url: URL): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw tooLarge(url);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function decompressed(body: Uint8Array, encoding: string, url: URL): Promise<Uint8Array> {
  if (body.length === 0 || encoding === 'identity') return body;
  if (encoding !== 'gzip' && encoding !== 'x-gzip')
    throw registryError(`${url.origin} answers in a compression that it was not asked for: \`${encoding}\``);
  try {
    return await promisify(gunzip)(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(url);
    throw registryError(`${url.origin} answers with a body that is broken: it claims to be gzip and is not`);
  }
}

function tooLarge(url: URL): Error {
  return registryError(`${url.origin} answers with more than ${MAX_BODY_BYTES / (1024 * 1024)} MB`);
}

/** Node's errors have a code, and are about the connection; an answer that is wrong is a FleetqError already. */
function brokenOrWrong(error: unknown): unknown {
  if (!(error instanceof Error) || error.name === 'FleetqError') return error;
  const code = codeOf(error);
  return new BrokenExchange(error.message === '' ? code : error.message, { cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
