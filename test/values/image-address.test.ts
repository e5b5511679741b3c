import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatImageAddress, parseImageAddress, sameImage } from '../../src/values/image-address.js';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('a base image address', () => {
  it.each([
    [`docker.io/airbyte/python-connector-base:1.1.0@${DIGEST}`, 'docker.io', 'airbyte/python-connector-base', '1.1.0'],
    [`airbyte/python-connector-base:1.1.0@${DIGEST}`, 'docker.io', 'airbyte/python-connector-base', '1.1.0'],
    [`index.docker.io/python:3@${DIGEST}`, 'docker.io', 'library/python', '3'],
    [`python:3.9-slim@${DIGEST}`, 'docker.io', 'library/python', '3.9-slim'],
    [`localhost:5000/a/b:1@${DIGEST}`, 'localhost:5000', 'a/b', '1'],
    [`localhost/a:1@${DIGEST}`, 'localhost', 'a', '1'],
    [`[::1]:5000/a:1@${DIGEST}`, '[::1]:5000', 'a', '1'],
    [`ghcr.io/a/b__c/d-e:v1_2.3-x@${DIGEST}`, 'ghcr.io', 'a/b__c/d-e', 'v1_2.3-x'],
  ])('%s is whole', (text, registry, repository, tag) => {
    expect(parseImageAddress(text)).toEqual({ ok: true, image: { registry, repository, tag, digest: DIGEST } });
  });

  it.each([
    ['airbyte/python-connector-base:1.0.0', 'tag-only', /tag but no digest/],
    [`airbyte/python-connector-base@${DIGEST}`, 'digest-only', /digest but no tag/],
    ['airbyte/python-connector-base', 'name-only', /neither tag nor digest/],
    ['', 'malformed', /is empty/],
    [' a/b:1', 'malformed', /white space/],
    [`https://docker.io/a/b:1@${DIGEST}`, 'malformed', /is a URL/],
    [`docker.io/\${IMAGE}:1@${DIGEST}`, 'malformed', /placeholder/],
    [`docker.io/Airbyte/b:1@${DIGEST}`, 'malformed', /`Airbyte`/],
    [`docker.io/a//b:1@${DIGEST}`, 'malformed', /empty part/],
    [`docker.io/a/b:@${DIGEST}`, 'malformed', /empty tag/],
    ['docker.io/a/b:1@sha256:abc', 'malformed', /64 lower-case hex digits \(3 characters\)/],
    [`docker.io/a/b:1@${DIGEST.toUpperCase().replace('SHA256', 'sha256')}`, 'malformed', /lower-case/],
    [`docker.io/a/b:1@sha512:${'a'.repeat(128)}`, 'malformed', /does not start with `sha256:`/],
    [`docker.io/a/b:1@${DIGEST}@${DIGEST}`, 'malformed', /hex digits/],
    [`-bad-.example/a:1@${DIGEST}`, 'malformed', /no valid registry/],
    [`docker.io/a/b:${'x'.repeat(129)}@${DIGEST}`, 'malformed', /no registry takes/],
  ])('%s is %s', (text, code, message) => {
    const parsed = parseImageAddress(text);
    expect(parsed).toMatchObject({ ok: false, problem: { code } });
    expect(parsed.ok ? '' : parsed.problem.message).toMatch(message);
  });

  it('is the same however it is spelled', () => {
    const [short, long] = [
      parseImageAddress(`airbyte/x:1@${DIGEST}`),
      parseImageAddress(`docker.io/airbyte/x:1@${DIGEST}`),
    ];
    expect(short.ok && long.ok && sameImage(short.image, long.image)).toBe(true);
  });

  it('reads back as it was written, and nothing makes the reader fail', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a-zA-Z0-9.:/@_-]{0,80}$/)), (text) => {
        const parsed = parseImageAddress(text);
        if (parsed.ok) expect(parseImageAddress(formatImageAddress(parsed.image))).toEqual(parsed);
      }),
      { numRuns: 2000 },
    );
  });
});
