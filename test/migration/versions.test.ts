import { describe, expect, it } from 'vitest';
import { describeDistance, distanceBehind, latestTag, raisePatch } from '../../src/migration/versions.js';

describe('the latest tag', () => {
  it.each([
    [['1.9.0', '1.10.0', '1.2.3'], '1.10.0'],
    [['1.9.0', '2.0.0', '2.1.0-rc.1'], '2.0.0'],
    [['latest', 'nightly', '3.0.0-alpha', '2024-10-01', '1.2', '01.2.3'], null],
    [['2.0.0', 'v3.0.0'], 'v3.0.0'],
    [[], null],
  ])('of %j is %s', (tags, latest) => {
    expect(latestTag(tags)).toBe(latest);
  });
});

describe('how far behind', () => {
  const known = ['1.0.0', '1.1.0', '1.2.0', '1.2.0', '2.0.0', '2.0.1-rc.1', '3.0.0', 'latest'];
  it.each([
    ['1.0.0', '3.0.0', '2 majors (4 releases)'],
    ['1.1.0', '1.2.0', '1 minor (1 release)'],
    ['2.0.0-rc.1', '2.0.0', 'a pre-release (1 release)'],
    ['1.2.0', '1.2.4', '4 patches'],
  ])('%s is behind %s', (tag, latest, said) => {
    const distance = distanceBehind(tag, latest, known);
    expect(distance && describeDistance(distance)).toBe(said);
  });

  it.each([
    ['3.0.0', '3.0.0'],
    ['3.0.1', '3.0.0'],
    ['latest', '3.0.0'],
  ])('%s is not behind %s', (tag, latest) => {
    expect(distanceBehind(tag, latest, known)).toBeNull();
  });
});

describe('raising the patch', () => {
  it.each([
    ['1.2.9', '1.2.10'],
    ['0.0.0', '0.0.1'],
  ])('of %s gives %s', (version, raised) => {
    expect(raisePatch(version)).toEqual({ ok: true, version: raised });
  });

  it.each(['1.2', 'v1.2.3', '1.2.3-rc.1', '1.2.3+build', ' 1.2.3', 'dev', '1.2.9007199254740992'])(
    'of %s is refused',
    (version) => {
      expect(raisePatch(version)).toMatchObject({ ok: false });
    },
  );
});
