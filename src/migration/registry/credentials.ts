import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { FleetqError } from '../../errors.js';
import { parseJson } from '../parse-json.js';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

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
  const asked = variables.DOCKER_CONFIG ?? '';
  const folder = asked === '' ? join(homedir(), '.docker') : asked;
  // A relative one would be read out of whatever checkout the user stands in.
  return isAbsolute(folder) ? dockerCredentials(registry, join(folder, 'config.json')) : null;
}

export function basicAuthorization({ user, password }: Credentials): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

/** Credential helpers are not run: only what stands in the file itself is used. */
const DockerConfig = z.object({
  auths: z.record(z.string(), z.object({ auth: z.string().optional() })).optional(),
});

async function dockerCredentials(registry: string, path: string): Promise<Credentials | null> {
  const text = await readConfig(path);
  if (text === null) return null;
  const config = DockerConfig.safeParse(parseJson(text));
  if (!config.success) throw unusable(path, 'is not the JSON that Docker writes');
  const auths = config.data.auths ?? {};
  const names =
    registry === 'docker.io' ? ['https://index.docker.io/v1/', 'docker.io'] : [registry, `https://${registry}`];
  const auth = names.map((name) => auths[name]?.auth).find((found) => found !== undefined);
  const [user, ...password] = auth === undefined ? [] : Buffer.from(auth, 'base64').toString('utf8').split(':');
  return user === undefined || password.length === 0 ? null : { user, password: password.join(':') };
}

const MAX_CONFIG_BYTES = 1024 * 1024;

/** Null where there is no file, or none that this user may read: most machines have none. */
async function readConfig(path: string): Promise<string | null> {
  let file;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return null;
  }
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw unusable(path, 'is not a regular file');
    if (stats.size > MAX_CONFIG_BYTES) throw unusable(path, 'is larger than 1 MB');
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

function unusable(path: string, why: string): FleetqError {
  return new FleetqError('registry', `${path} ${why}`, [
    'mend it, name another folder with DOCKER_CONFIG, or set FLEETQ_REGISTRY_USER and FLEETQ_REGISTRY_PASSWORD',
  ]);
}
