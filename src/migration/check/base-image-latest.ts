import { type Connector, dataOf } from '../../fleet/connector.js';
import { getKey, isMapping } from '../../values/value.js';
import { type BaseImage, imageName, parseBaseImage } from '../base-image/address.js';
import { compareVersions, describeDistance, distanceBehind, versionOfTag } from '../base-image/versions.js';
import type { Latest } from '../latest/latest.js';
import { type Criterion, type Finding, fail, pass, unknown } from './criterion.js';

/** 2: `connectorBuildOptions.baseImage` is a whole address, and the latest. */
export const baseImageLatest: Criterion = async (connector, { pythonImage, findLatest }) => {
  const wrong = (reason: string): Finding => fail(reason, connector.metadataPath);
  if (connector.baseImage === null) return wrong(withoutText(connector));
  const parsed = parseBaseImage(connector.baseImage);
  if (!parsed.ok) return wrong(`${parsed.problem.code}: \`${connector.baseImage}\` ${parsed.problem.message}`);
  const { image } = parsed;
  if (imageName(image) !== pythonImage) return wrong(`other image: ${imageName(image)} instead of ${pythonImage}`);
  const latest = await findLatest(pythonImage);
  return latest === null
    ? unknown(`no version of ${pythonImage} is known to compare with: give --base-image`)
    : compared(image, latest, wrong);
};

function compared(image: BaseImage, latest: Latest, wrong: (reason: string) => Finding): Finding {
  const { tag, digest } = latest.image;
  const version = versionOfTag(image.tag);
  if (image.digest === digest)
    return pass(image.tag === tag ? `${tag} is the latest` : `${image.tag} is the same image as the latest, ${tag}`);
  if (version === null) return wrong(`outdated: the tag ${image.tag} is no version, the latest is ${tag}`);
  const behind = distanceBehind(image.tag, tag, latest.knownTags);
  if (behind !== null) return wrong(`outdated: ${image.tag} is ${describeDistance(behind)} behind ${tag}`);
  const latestVersion = versionOfTag(tag);
  if (latestVersion !== null && compareVersions(version, latestVersion) > 0)
    return pass(`${image.tag} is newer than the latest known, ${tag}`);
  return wrong(`moved: the tag ${tag} has another digest by now, ${digest}`);
}

/** The scan reads an address only where it is a text. */
function withoutText(connector: Connector): string {
  const options = getKey(dataOf(connector), 'connectorBuildOptions');
  const value = options !== undefined && isMapping(options) ? getKey(options, 'baseImage') : undefined;
  return value === undefined || value === null
    ? 'missing: there is no connectorBuildOptions.baseImage'
    : 'malformed: connectorBuildOptions.baseImage is not a text';
}
