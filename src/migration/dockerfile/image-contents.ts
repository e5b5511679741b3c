import { type ImageAddress, imageName } from '../../values/image-address.js';
import { compareVersions, versionOfTag } from '../versions.js';
import { DEBIAN_NAMES, PUBLISHED_IMAGES, ROOT_IMAGES, type Release } from './published-images.js';

/** What a base image is known to contain. */
export interface ImageContents {
  /** Debian packages. */
  readonly packages: ReadonlySet<string>;
  readonly environment: ReadonlyMap<string, string>;
  /** Data sets of nltk. */
  readonly nltk: ReadonlySet<string>;
  /** Python's version without the patch; null where it is not known. */
  readonly python: string | null;
}

/** What any image that connectors are built on has. */
const UNKNOWN_IMAGE: ImageContents = {
  packages: new Set(['bash', 'ca-certificates', 'tzdata']),
  environment: new Map(),
  nltk: new Set(),
  python: null,
};

/**
 * The contents of a base image by its name and version. A version between or after the known releases has what the
 * release before it has; of an unknown image only the usual is assumed.
 */
export function imageContents(image: ImageAddress | null): ImageContents {
  const version = image === null ? null : versionOfTag(image.tag);
  const name = image === null ? '' : imageName(image);
  const all = Object.hasOwn(PUBLISHED_IMAGES, name) ? (PUBLISHED_IMAGES[name] ?? []) : [];
  const releases = version === null ? [] : all.filter((release) => compareVersions(release.version, version) <= 0);
  const last = releases.at(-1);
  return last === undefined ? UNKNOWN_IMAGE : contentsOf(releases, last);
}

function contentsOf(releases: readonly Release[], last: Release): ImageContents {
  return {
    packages: new Set([...(ROOT_IMAGES[last.root] ?? []), ...releases.flatMap(({ adds }) => adds)]),
    environment: new Map(releases.flatMap(({ environment }) => Object.entries(environment))),
    nltk: new Set(releases.flatMap(({ nltk }) => nltk)),
    python: last.python,
  };
}

/** What a package is called in Debian, without version and architecture; null where nobody wrote it down. */
export function debianName(manager: 'apt' | 'apk' | 'yum', written: string): string | null {
  const name = written.replace(/[=<>~@/].*$/, '').replace(/:[a-z0-9-]+$/, '');
  if (manager === 'apt') return name;
  const names = DEBIAN_NAMES[manager];
  return Object.hasOwn(names, name) ? (names[name] ?? null) : null;
}
