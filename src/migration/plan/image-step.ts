import type { Connector } from '../../fleet/connector.js';
import { type BaseImage, formatBaseImage, imageName, parseBaseImage, sameImage } from '../base-image/address.js';
import { compareVersions, versionOfTag } from '../base-image/versions.js';

/** The address to pin, or null where the pinned one may stay; with what to tell about it. */
export interface ImageStep {
  readonly address: string | null;
  readonly notes: readonly string[];
}

/** Never steps back to an older version of the same image. */
export function imageStep(connector: Connector, target: BaseImage): ImageStep {
  const pinned = connector.baseImage === null ? null : parseBaseImage(connector.baseImage);
  const address = formatBaseImage(target);
  if (pinned === null) return { address, notes: [] };
  if (!pinned.ok)
    return { address, notes: [`the former base image ${connector.baseImage ?? ''} ${pinned.problem.message}`] };
  if (sameImage(pinned.image, target)) return { address: null, notes: [] };
  if (imageName(pinned.image) !== imageName(target))
    return { address, notes: [`the former base image was another one: ${connector.baseImage ?? ''}`] };
  return isNewer(pinned.image.tag, target.tag)
    ? { address: null, notes: [`stays on ${pinned.image.tag}, which is newer than ${target.tag}`] }
    : { address, notes: [] };
}

function isNewer(tag: string, than: string): boolean {
  const [own, other] = [versionOfTag(tag), versionOfTag(than)];
  return own !== null && other !== null && compareVersions(own, other) > 0;
}
