import semver from 'semver';

/** A version with the patch raised by one, or why it cannot be. */
export type PatchRaise =
  { readonly ok: true; readonly version: string } | { readonly ok: false; readonly reason: string };

/** Raises the patch of a connector's version. Only plain `1.2.3` has one: raising a release candidate would end its rollout. */
export function raisePatch(version: string): PatchRaise {
  const parsed = semver.parse(version);
  if (parsed === null || version !== semver.valid(version))
    return { ok: false, reason: `\`${version}\` is not a SemVer version, so it has no patch to raise` };
  if (parsed.prerelease.length > 0)
    return { ok: false, reason: `\`${version}\` is a pre-release: finish or drop it first` };
  return { ok: true, version: `${parsed.major}.${parsed.minor}.${parsed.patch + 1}` };
}
