import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { FleetqError } from '../../errors.js';
import { parseJson } from '../parse-json.js';
import { type HttpResponse, type HttpSettings, WITHOUT_REGISTRY, isLoopback, jsonBody, request } from './http.js';

const TokenResponse = z.object({ token: z.string().optional(), access_token: z.string().optional() });

/** The `Authorization` header to send after a 401. */
export async function authorizationFor(
  refused: HttpResponse,
  repository: string,
  credentials: Credentials | null,
  settings: HttpSettings,
): Promise<string> {
  const challenges = parseChallenges(refused.headers.get('www-authenticate') ?? '');
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
  const response = await request(url, 'GET', headers, settings);
  if (response.status !== 200)
    throw denied(url, credentials === null ? 'gives no token without a user' : 'gives no token to this user');
  const parsed = TokenResponse.safeParse(jsonBody(response));
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

/** One challenge of a `WWW-Authenticate` header. */
interface Challenge {
  /** Lower case: `bearer` or `basic`, mostly. */
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Parses `WWW-Authenticate: Bearer realm="https://auth.example/token",service="example",scope="repository:a/b:pull"`. */
function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  const token = /\s*(?:([!#$%&'*+.^_`|~\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))|([!#$%&'*+.^_`|~\w-]+))\s*,?/gy;
  for (let match = token.exec(header); match !== null && match[0] !== ''; match = token.exec(header)) {
    const [, name, quoted, plain, scheme] = match;
    if (scheme !== undefined) challenges.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
    else if (name !== undefined)
      challenges.at(-1)?.parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '');
  }
  return challenges;
}

interface Credentials {
  readonly user: string;
  readonly password: string;
}

const DockerConfig = z.object({ auths: z.record(z.string(), z.object({ auth: z.string().optional() })).optional() });

/**
 * The credentials for one registry, or null for none: from the environment, else from Docker's own configuration.
 *
 * Those of the environment are for one registry only, the one of `--registry` or else Docker Hub: metadata can name
 * any host, and must not be able to collect passwords.
 *
 * @param registry host as addresses have it, such as `docker.io`
 * @param trusted the one registry that the environment's credentials are for
 */
export async function credentialsFor(
  registry: string,
  trusted: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Credentials | null> {
  const user = variables.FLEETQ_REGISTRY_USER;
  const password = variables.FLEETQ_REGISTRY_PASSWORD;
  if (registry === trusted && user !== undefined && user !== '' && password !== undefined) return { user, password };
  return dockerCredentials(registry, variables.DOCKER_CONFIG ?? join(homedir(), '.docker'));
}

async function dockerCredentials(registry: string, folder: string): Promise<Credentials | null> {
  let text: string;
  try {
    text = await readFile(join(folder, 'config.json'), 'utf8');
  } catch {
    // Most machines have no such file, and an unreadable one is of no use.
    return null;
  }
  const config = DockerConfig.safeParse(parseJson(text));
  const auths = config.success ? (config.data.auths ?? {}) : {};
  const names =
    registry === 'docker.io' ? ['https://index.docker.io/v1/', 'docker.io'] : [registry, `https://${registry}`];
  const auth = names.map((name) => auths[name]?.auth).find((found) => found !== undefined);
  const [user, ...password] = auth === undefined ? [] : Buffer.from(auth, 'base64').toString('utf8').split(':');
  return user === undefined || password.length === 0 ? null : { user, password: password.join(':') };
}

function basicAuthorization({ user, password }: Credentials): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}
