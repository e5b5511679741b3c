import { describe, expect, it } from 'vitest';
import { imageContents } from '../../../src/migration/dockerfile/image-contents.js';
import { DEBIAN_NAMES, PUBLISHED_IMAGES, ROOT_IMAGES } from '../../../src/migration/dockerfile/published-images.js';
import { compareVersions } from '../../../src/migration/versions.js';
import { baseImage } from '../support/base-image.js';

describe('the contents of published base images', () => {
  it.each(Object.entries(PUBLISHED_IMAGES))('are in order: %s', (_, releases) => {
    const versions = releases.map(({ version }) => version);
    expect(versions).toEqual([...versions].sort(compareVersions));
    for (const { root, adds } of releases) {
      expect(Object.keys(ROOT_IMAGES)).toContain(root);
      // What the root image has is said there, once.
      expect(adds.filter((name) => ROOT_IMAGES[root]?.includes(name))).toEqual([]);
    }
  });

  it.each([
    ['1.0.0', '3.9', { socat: false, 'poppler-utils': false, 'libstdc++6': true }],
    ['1.1.0', '3.9', { socat: true, 'poppler-utils': false, 'libstdc++6': true }],
    ['1.2.3', '3.9', { socat: true, 'poppler-utils': true, 'libstdc++6': true }],
    ['2.0.0', '3.10', { socat: true, 'tesseract-ocr': true, git: false }],
    ['3.0.1-rc.1', '3.10', { socat: true, 'tesseract-ocr': true, git: false }],
    ['4.1.0', '3.11', { socat: true, 'tesseract-ocr': true, git: false }],
    ['0.9.0', null, { socat: false, bash: true, 'libstdc++6': false }],
    ['latest', null, { socat: false, bash: true, 'libstdc++6': false }],
  ])('%s', (version, python, packages) => {
    const contents = imageContents(baseImage(version));
    expect(contents.python).toBe(python);
    expect(Object.fromEntries(Object.keys(packages).map((name) => [name, contents.packages.has(name)]))).toEqual(
      packages,
    );
  });

  it('of another image are not taken for known', () => {
    expect(imageContents({ ...baseImage('1.1.0'), registry: 'registry.example' }).packages.has('socat')).toBe(false);
    expect(imageContents({ ...baseImage('1.1.0'), repository: '__proto__' }).python).toBeNull();
  });

  it('has Debian names for packages, none of which is empty', () => {
    const names = Object.values(DEBIAN_NAMES).flatMap((map) => Object.entries(map).flat());
    expect(
      [...names, ...Object.values(ROOT_IMAGES).flat()].filter((name) => !/^[a-z0-9][a-z0-9+.-]+$/.test(name)),
    ).toEqual([]);
  });
});
