import type { ImageAddress } from '../../../src/values/image-address.js';

/** A version of Airbyte's base image for Python connectors. */
export function baseImage(version: string): ImageAddress {
  return {
    registry: 'docker.io',
    repository: 'airbyte/python-connector-base',
    tag: version,
    digest: `sha256:${'b'.repeat(64)}`,
  };
}
