import { z } from 'zod';
import { FleetqError } from '../../errors.js';
import { parsedJson } from '../json-text.js';
import { challengesOf, type Challenge } from './challenge.js';
import { basicAuthorization, type Credentials } from './credentials.js';
import { isLoopback } from './endpoint.js';
import { ask, WITHOUT_REGISTRY, type Answer, type HttpSettings } from './http.js';

const TokenAnswer = z.object({ token: z.string().optional(), access_token: z.string().optional() });

/** The `Authorization` header that answers a registry's 401. */
export async function authorizationFor(
  refused: Answer,
  repository: string,
  credentials: Credentials | null,
  settings: HttpSettings,
): Promise<string> {
  const challenges = challengesOf(refused.headers.get('www-authenticate') ?? '');
  const bearer = challenges.find((challenge) => challenge.scheme === 'bearer');
  if (bearer !== undefined) return `Bearer ${await tokenFor(bearer, repository, credentials, settings)}`;
  if (challenges.some((challenge) => challenge.scheme === 'basic') && credentials !== null) {
    if (refused.url.protocol === 'http:' && !isLoopback(refused.url))
      throw denied(refused.url, 'asks for a password over plain HTTP');
    return basicAuthorization(credentials);
  }
  throw denied(refused.url, credentials === null ? 'asks for a user and a password' : 'does not say how to sign in');
}

async function tokenFor(
  challenge: Challenge,
  repository: string,
  credentials: Credentials | null,
  settings: HttpSettings,
): Promise<string> {
  const realm = challenge.parameters.get('realm') ?? '';
  if (!URL.canParse(realm))
    throw new FleetqError(
      'registry',
      `the registry asks for a token, but not from where: \`${realm}\``,
      WITHOUT_REGISTRY,
    );
  const url = new URL(realm);
  const plain = url.protocol !== 'https:' && !isLoopback(url);
  if (plain && credentials !== null) throw denied(url, 'asks for a password over plain HTTP');
  const service = challenge.parameters.get('service');
  if (service !== undefined) url.searchParams.set('service', service);
  url.searchParams.set('scope', challenge.parameters.get('scope') ?? `repository:${repository}:pull`);
  const headers = credentials === null ? {} : { authorization: basicAuthorization(credentials) };
  const answer = await ask(url, 'GET', headers, settings);
  if (answer.status !== 200)
    throw denied(url, credentials === null ? 'gives no token without a user' : 'gives no token to this user');
  const parsed = TokenAnswer.safeParse(jsonOf(answer));
  const token = parsed.success ? (parsed.data.token ?? parsed.data.access_token) : undefined;
  if (token === undefined || !/^[\x21-\x7e]+$/.test(token))
    throw new FleetqError('registry', `${url.origin} answers without a token`, WITHOUT_REGISTRY);
  return token;
}

export function denied(url: URL, why: string): FleetqError {
  return new FleetqError('registry', `${url.origin} ${why}`, [
    'set FLEETQ_REGISTRY_USER and FLEETQ_REGISTRY_PASSWORD, or sign in with `docker login`',
    ...WITHOUT_REGISTRY,
  ]);
}

/** The JSON of an answer; undefined where it is none. */
export function jsonOf({ body }: Answer): unknown {
  return parsedJson(new TextDecoder().decode(body));
}
