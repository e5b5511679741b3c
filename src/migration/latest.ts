import { FleetqError } from '../errors.js';
import type { Connector } from '../fleet/connector.js';
import type { Probe } from '../fleet/folder-facts.js';
import { counted } from '../text/plural.js';
import { type ImageAddress, imageName, parseImageAddress } from '../values/image-address.js';
import { ineligibility } from './eligibility.js';
import type { RegistryClient } from './registry/client.js';
import { WITHOUT_REGISTRY } from './registry/errors.js';
import { latestTag } from './versions.js';

/** The newest known version of an image, and where that is known from. */
export interface Latest {
  readonly image: ImageAddress;
  /** Tags that exist, as far as the source knows: they tell how many releases lie in between. */
  readonly knownTags: readonly string[];
  readonly source: 'given' | 'fleet' | 'registry';
}

/** Finds the latest version of an image by its name without a tag; null where the source knows none. */
export type FindLatest = (name: string) => Promise<Latest | null>;

/** The highest version of each image that any connector pins with a digest. No network. */
export function latestFromFleet(connectors: readonly Connector[]): FindLatest {
  const all = connectors.flatMap(pinnedImage);
  return (name) => {
    const pinned = all.filter((image) => imageName(image) === name);
    const tags = [...new Set(pinned.map((image) => image.tag))];
    const tag = latestTag(tags);
    const image = mostPinned(pinned.filter((candidate) => candidate.tag === tag));
    return Promise.resolve(image === null ? null : { image, knownTags: tags, source: 'fleet' });
  };
}

/** The highest stable version in the registry, with the digest of its tag now. Asks once for each image. */
export function latestFromRegistry(clientOf: (registry: string) => RegistryClient): FindLatest {
  const pending = new Map<string, Promise<Latest>>();
  return (name) => {
    const latest = pending.get(name) ?? newestInRegistry(clientOf, name);
    pending.set(name, latest);
    return latest;
  };
}

async function newestInRegistry(clientOf: (registry: string) => RegistryClient, name: string): Promise<Latest> {
  const slash = name.indexOf('/');
  const [registry, repository] = [name.slice(0, slash), name.slice(slash + 1)];
  const client = clientOf(registry);
  const tags = await client.tags(repository);
  const tag = latestTag(tags);
  const digest = tag === null ? null : await client.digest(repository, tag);
  if (tag === null || digest === null)
    throw new FleetqError(
      'registry',
      `the registry has no stable version of ${name} among its ${counted(tags.length, 'tag')}`,
      WITHOUT_REGISTRY,
    );
  return { image: { registry, repository, tag, digest }, knownTags: tags, source: 'registry' };
}

/** Takes the image of `--base-image` for the latest of its name; `others` knows the rest. */
export function latestFromOption(image: ImageAddress, others: FindLatest): FindLatest {
  return async (name) =>
    name === imageName(image)
      ? { image, knownTags: (await others(name))?.knownTags ?? [], source: 'given' }
      : others(name);
}

/** Parses `--base-image`, which must be a whole address. */
export function imageFromOption(address: string): ImageAddress {
  const parsed = parseImageAddress(address);
  if (parsed.ok) return parsed.image;
  throw new FleetqError('usage', `--base-image \`${address}\` ${parsed.problem.message}`, [
    'an address has a tag and a digest: docker.io/airbyte/python-connector-base:1.1.0@sha256:…',
  ]);
}

/** The image of the migration guide. A fleet whose connectors do not pin it may have one of its own. */
const DEFAULT_IMAGE = 'docker.io/airbyte/python-connector-base';

/** The image that Python connectors are built on: the guide's where any of them pins it, else the one that most pin. */
export async function pythonImageName(connectors: readonly Connector[], probe: Probe): Promise<string> {
  const pinning = await probe(connectors.filter((connector) => pinnedImage(connector).length > 0));
  const names = pinning.connectors
    .filter((connector) => ineligibility(connector) === null)
    .flatMap(pinnedImage)
    .map(imageName);
  return names.includes(DEFAULT_IMAGE) ? DEFAULT_IMAGE : (mostFrequent(names) ?? DEFAULT_IMAGE);
}

function pinnedImage(connector: Connector): readonly ImageAddress[] {
  const parsed = connector.baseImage === null ? null : parseImageAddress(connector.baseImage);
  return parsed?.ok === true ? [parsed.image] : [];
}

/** Of two digests under one tag, the one that more connectors pin. */
function mostPinned(images: readonly ImageAddress[]): ImageAddress | null {
  const digest = mostFrequent(images.map((image) => image.digest));
  return images.find((image) => image.digest === digest) ?? null;
}

/** Of equally frequent ones the first in code unit order, so that the order of the fleet does not matter. */
function mostFrequent(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}
