import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { parsedJson } from '../json-text.js';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

const DockerConfig = z.object({ auths: z.record(z.string(), z.object({ auth: z.string().optional() })).optional() });

/**
 * The credentials for one registry, or null for none: from the environment, else from Docker's own configuration.
 *
 * Those of the environment are for one registry only, the one of `--registry` or else Docker Hub: metadata can name
 * any host, and must not be able to collect passwords.
 *
 * @param registry host as addresses have it, such as `docker.io`
 */
export async function credentialsFor(
  registry: string,
  trusted: string,
  variables: Variables,
): Promise<Credentials | null> {
  const user = variables.FLEETQ_REGISTRY_USER;
  const password = variables.FLEETQ_REGISTRY_PASSWORD;
  if (registry === trusted && user !== undefined && user !== '' && password !== undefined) return { user, password };
  return fromDocker(registry, variables.DOCKER_CONFIG ?? join(homedir(), '.docker'));
}

async function fromDocker(registry: string, folder: string): Promise<Credentials | null> {
  let text: string;
  try {
    text = await readFile(join(folder, 'config.json'), 'utf8');
  } catch {
    // Most machines have no such file, and one that cannot be read holds nothing for us.
    return null;
  }
  const config = DockerConfig.safeParse(parsedJson(text));
  const auths = config.success ? (config.data.auths ?? {}) : {};
  const names =
    registry === 'docker.io' ? ['https://index.docker.io/v1/', 'docker.io'] : [registry, `https://${registry}`];
  const auth = names.map((name) => auths[name]?.auth).find((found) => found !== undefined);
  const [user, ...password] = auth === undefined ? [] : Buffer.from(auth, 'base64').toString('utf8').split(':');
  return user === undefined || password.length === 0 ? null : { user, password: password.join(':') };
}

export function basicAuthorization({ user, password }: Credentials): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}
