import { z } from 'zod';
import { type Challenge, parseChallenges } from './challenge.js';
import { type Credentials, basicAuthorization } from './credentials.js';
import { forbiddenTarget, isLoopback, mayHavePassword } from './endpoint.js';
import { denied, registryError } from './errors.js';
import type { HttpResponse } from './exchange.js';
import { type Conversation, jsonBody } from './http.js';

const TokenResponse = z.object({ token: z.string().optional(), access_token: z.string().optional() });

/**
 * The `Authorization` header to send after a 401.
 *
 * @param refused the registry's own answer, not one that it redirected to: its challenge says where the password goes
 */
export async function authorizationFor(
  refused: HttpResponse,
  repository: string,
  credentials: Credentials | null,
  conversation: Conversation,
): Promise<string> {
  const challenges = parseChallenges(refused.headers.get('www-authenticate') ?? '');
  const bearer = challenges.find((challenge) => challenge.scheme === 'bearer');
  if (bearer !== undefined) {
    const realm = realmOf(bearer, refused.url, credentials !== null);
    return `Bearer ${await tokenFor(realm, bearer, repository, credentials, conversation)}`;
  }
  if (challenges.some((challenge) => challenge.scheme === 'basic') && credentials !== null) {
    if (refused.url.protocol === 'http:' && !isLoopback(refused.url))
      throw denied(refused.url, 'asks for a password over plain HTTP');
    return basicAuthorization(credentials);
  }
  throw denied(refused.url, credentials === null ? 'asks for a user and a password' : 'does not say how to sign in');
}

/** Where the registry has its tokens from. Throws where that must not be asked, or not with a password. */
function realmOf({ parameters }: Challenge, registry: URL, withPassword: boolean): URL {
  const text = parameters.get('realm') ?? '';
  if (!URL.canParse(text))
    throw registryError(`the registry ${registry.origin} asks for a token, but not from where: \`${text}\``);
  const realm = new URL(text);
  const forbidden = forbiddenTarget(registry, realm);
  if (forbidden !== null) throw registryError(`the registry ${registry.origin} has its tokens from ${forbidden}`);
  if (!withPassword || mayHavePassword(registry, realm)) return realm;
  if (realm.protocol === 'http:' && !isLoopback(realm)) throw denied(realm, 'asks for a password over plain HTTP');
  throw registryError(
    `the registry ${registry.origin} has its tokens from ${realm.origin}, another domain: that gets no password of yours`,
  );
}

async function tokenFor(
  url: URL,
  { parameters }: Challenge,
  repository: string,
  credentials: Credentials | null,
  conversation: Conversation,
): Promise<string> {
  const service = parameters.get('service');
  if (service !== undefined) url.searchParams.set('service', service);
  url.searchParams.set('scope', parameters.get('scope') ?? `repository:${repository}:pull`);
  const basic = credentials === null ? null : basicAuthorization(credentials);
  const response = await conversation.request(url, 'GET', {}, basic);
  if (response.status !== 200)
    throw denied(url, credentials === null ? 'gives no token without a user' : 'gives no token to this user');
  const parsed = TokenResponse.safeParse(jsonBody(response));
  const token = parsed.success ? (parsed.data.token ?? parsed.data.access_token) : undefined;
  if (token === undefined || token.length > MAX_TOKEN_LENGTH || !/^[\x21-\x7e]+$/.test(token))
    throw registryError(`${url.origin} answers without a token`);
  return token;
}

/** No server takes a longer header. */
const MAX_TOKEN_LENGTH = 64 * 1024;
