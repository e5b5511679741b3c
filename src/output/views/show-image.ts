import { versionOfTag } from '../../migration/versions.js';
import { parseImageAddress } from '../../values/image-address.js';
import type { JsonObject } from '../../values/to-text.js';
import type { Cell } from '../view.js';

/** A base image, taken apart; null where there is none. Parts that the text does not hold are null. */
export function imageItem(baseImage: string | null): JsonObject | null {
  if (baseImage === null) return null;
  const parsed = parseImageAddress(baseImage);
  const parts = parsed.ok ? parsed.image : parsed.parts;
  const { registry = null, repository = null, tag = null, digest = null } = parts;
  return {
    registry,
    repository,
    tag,
    digest,
    version: tag === null ? null : versionOfTag(tag),
    problem: parsed.ok ? null : { code: parsed.problem.code, message: parsed.problem.message },
  };
}

/** The same for people, in up to three facts. */
export function imageFacts(baseImage: string | null): readonly { readonly label: string; readonly cell: Cell }[] {
  if (baseImage === null) return [{ label: 'Base image', cell: { text: 'none', tone: 'faint' } }];
  const parsed = parseImageAddress(baseImage);
  const { registry, repository, tag, digest } = parsed.ok
    ? parsed.image
    : { registry: undefined, repository: undefined, tag: undefined, digest: undefined, ...parsed.parts };
  const name =
    registry === undefined || repository === undefined
      ? baseImage
      : `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}`;
  return [
    { label: 'Base image', cell: { text: name } },
    ...(digest === undefined
      ? []
      : [{ label: 'Digest', cell: { text: digest, shorter: [`${digest.slice(0, SHORT_DIGEST)}…`] } }]),
    ...(parsed.ok ? [] : [{ label: 'Problem', cell: { text: parsed.problem.message, tone: 'bad' as const } }]),
  ];
}

/** `sha256:` and as many digits as people compare. */
const SHORT_DIGEST = 'sha256:'.length + 12;
