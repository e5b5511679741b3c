import { FleetqError } from '../../errors.js';
import { latestTag } from '../base-image/versions.js';
import { WITHOUT_REGISTRY } from '../registry/http.js';
import type { RegistryClient } from '../registry/client.js';
import type { FindLatest, Latest } from './latest.js';

/** The highest stable version in the registry, with the digest that its tag leads to now. Each image is asked for once. */
export function latestFromRegistry(clientOf: (registry: string) => RegistryClient): FindLatest {
  const asked = new Map<string, Promise<Latest>>();
  return (name) => {
    const answer = asked.get(name) ?? ask(clientOf, name);
    asked.set(name, answer);
    return answer;
  };
}

async function ask(clientOf: (registry: string) => RegistryClient, name: string): Promise<Latest> {
  const slash = name.indexOf('/');
  const [registry, repository] = [name.slice(0, slash), name.slice(slash + 1)];
  const client = clientOf(registry);
  const tags = await client.tags(repository);
  const tag = latestTag(tags);
  const digest = tag === null ? null : await client.digest(repository, tag);
  if (tag === null || digest === null)
    throw new FleetqError(
      'registry',
      `the registry has no stable version of ${name} among its ${tags.length} tags`,
      WITHOUT_REGISTRY,
    );
  return { image: { registry, repository, tag, digest }, knownTags: tags, source: 'registry' };
}
