import { FleetqError } from '../../errors.js';
import { imageName, parseBaseImage, type BaseImage } from '../base-image/address.js';
import type { FindLatest } from './latest.js';

/** Reads `--base-image`, which must be a whole address. */
export function givenImage(address: string): BaseImage {
  const parsed = parseBaseImage(address);
  if (parsed.ok) return parsed.image;
  throw new FleetqError('usage', `--base-image \`${address}\` ${parsed.problem.message}`, [
    'an address has a tag and a digest: docker.io/airbyte/python-connector-base:1.1.0@sha256:…',
  ]);
}

/** What was given is the latest of its image; of others the fleet knows more. */
export function latestFromOption(image: BaseImage, others: FindLatest): FindLatest {
  return async (name) =>
    name === imageName(image)
      ? { image, knownTags: (await others(name))?.knownTags ?? [], source: 'given' }
      : others(name);
}
