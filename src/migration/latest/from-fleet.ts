import type { Connector } from '../../fleet/connector.js';
import type { Probe } from '../../fleet/folder-facts.js';
import { type BaseImage, imageName, parseBaseImage } from '../base-image/address.js';
import { latestTag } from '../base-image/versions.js';
import { notEligible } from '../plan/eligible.js';
import { type FindLatest, USUAL_IMAGE } from './latest.js';

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

/** The image that Python connectors are built on: the guide's where any of them pins it, else the one that most pin. */
export async function pythonImageName(connectors: readonly Connector[], probe: Probe): Promise<string> {
  const pinning = await probe(connectors.filter((connector) => pinnedImage(connector).length > 0));
  const names = pinning
    .filter((connector) => notEligible(connector) === null)
    .flatMap(pinnedImage)
    .map(imageName);
  return names.includes(USUAL_IMAGE) ? USUAL_IMAGE : (mostFrequent(names) ?? USUAL_IMAGE);
}

function pinnedImage(connector: Connector): readonly BaseImage[] {
  const parsed = connector.baseImage === null ? null : parseBaseImage(connector.baseImage);
  return parsed?.ok === true ? [parsed.image] : [];
}

/** Of two digests under one tag, the one that more connectors pin. */
function mostPinned(images: readonly BaseImage[]): BaseImage | null {
  const digest = mostFrequent(images.map((image) => image.digest));
  return images.find((image) => image.digest === digest) ?? null;
}

/** Of equals, the first in code unit order, so that the answer does not depend on the order of the fleet. */
function mostFrequent(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}
