import semver from 'semver';
import { counted } from '../text/plural.js';

/** The version that a tag states, or null where it states none. `v1.2.3` counts; `1.2`, `latest` and dates do not. */
export function versionOfTag(tag: string): string | null {
  return semver.valid(tag);
}

/** The highest stable version among tags, across majors; null where there is none. Pre-releases never count. */
export function latestTag(tags: Iterable<string>): string | null {
  let latest: string | null = null;
  for (const tag of tags) {
    if (!isStable(tag)) continue;
    if (latest === null || semver.compareBuild(tag, latest) > 0) latest = tag;
  }
  return latest;
}

function isStable(tag: string): boolean {
  return versionOfTag(tag) !== null && semver.prerelease(tag) === null;
}

/** Negative, zero or positive, as `a` is lower than, the same as or higher than `b`. Both are versions. */
export function compareVersions(a: string, b: string): number {
  return semver.compare(a, b);
}

/** How far one version is behind another, in the largest step in which they differ, and in releases where they are known. */
export interface Distance {
  readonly step: 'major' | 'minor' | 'patch' | 'pre-release';
  /** How many steps of that size. */
  readonly count: number;
  /** Stable releases after the version, up to the latest; null where the releases in between are not known. */
  readonly releases: number | null;
}

/**
 * How far `tag` is behind `latest`, or null where it is not behind or is no version.
 * @param known tags that exist, to count releases; they need not be sorted
 */
export function distanceBehind(tag: string, latest: string, known: Iterable<string> = []): Distance | null {
  const own = semver.parse(tag);
  const goal = semver.parse(latest);
  if (own === null || goal === null || semver.compare(own, goal) >= 0) return null;
  const releases = countReleases(own, goal, known);
  if (own.major !== goal.major) return { step: 'major', count: goal.major - own.major, releases };
  if (own.minor !== goal.minor) return { step: 'minor', count: goal.minor - own.minor, releases };
  if (own.patch !== goal.patch) return { step: 'patch', count: goal.patch - own.patch, releases };
  return { step: 'pre-release', count: 1, releases };
}

/** `2 minors (3 releases)`. */
export function describeDistance(distance: Distance): string {
  const { step, count, releases } = distance;
  const steps =
    step === 'pre-release' ? 'a pre-release' : counted(count, step, step === 'patch' ? 'patches' : `${step}s`);
  return releases === null ? steps : `${steps} (${counted(releases, 'release')})`;
}

function countReleases(own: semver.SemVer, goal: semver.SemVer, known: Iterable<string>): number | null {
  const versions = new Set([...known].filter(isStable).map((tag) => versionOfTag(tag)));
  const between = [...versions].filter(
    (version) => version !== null && semver.gt(version, own) && semver.lte(version, goal),
  );
  return between.length === 0 ? null : between.length;
}

/** The part of a version that a change raises. */
export const BUMPS = ['patch', 'minor', 'major'] as const;
export type Bump = (typeof BUMPS)[number];

/** A raised version, or why it cannot be raised. */
type Raise = { readonly ok: true; readonly version: string } | { readonly ok: false; readonly reason: string };

export function raisePatch(version: string): Raise {
  return raiseVersion(version, 'patch');
}

/** Raises a part of a connector's version by one. Only plain `1.2.3` has parts: raising a release candidate would end its rollout. */
export function raiseVersion(version: string, bump: Bump): Raise {
  const parsed = semver.parse(version);
  if (parsed === null || version !== semver.valid(version))
    return { ok: false, reason: `\`${version}\` is not a SemVer version, so it has no ${bump} to raise` };
  if (parsed.prerelease.length > 0)
    return { ok: false, reason: `\`${version}\` is a pre-release: finish or drop it first` };
  const { major, minor, patch } = parsed;
  switch (bump) {
    case 'major':
      return { ok: true, version: `${major + 1}.0.0` };
    case 'minor':
      return { ok: true, version: `${major}.${minor + 1}.0` };
    case 'patch':
      return { ok: true, version: `${major}.${minor}.${patch + 1}` };
  }
}
