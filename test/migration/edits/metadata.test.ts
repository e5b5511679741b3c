import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { editMetadata } from '../../../src/migration/edits/metadata.js';

const IMAGE = `docker.io/airbyte/python-connector-base:2.0.0@sha256:${'a'.repeat(64)}`;
const Cases = z.array(
  z.strictObject({
    name: z.string(),
    before: z.string(),
    after: z.string().optional(),
    refused: z.string().optional(),
  }),
);
const cases = Cases.parse(parse(readFileSync(new URL('metadata-cases.yaml', import.meta.url), 'utf8')));

describe('editing metadata in place', () => {
  it.each(cases)('$name', async ({ before, after, refused }) => {
    const edited = await editMetadata(before, 'data', { baseImage: IMAGE, version: { from: '1.2.3', to: '1.2.4' } });
    if (refused === undefined) expect(edited).toEqual({ ok: true, text: after?.replaceAll('IMAGE', IMAGE) });
    else expect(edited).toEqual({ ok: false, reason: expect.stringContaining(refused) as string });
  });

  it('refuses a file whose version is not the one it was planned for', async () => {
    const edited = await editMetadata('data: {dockerImageTag: 1.2.5}', 'data', {
      version: { from: '1.2.3', to: '1.2.4' },
    });
    expect(edited).toEqual({ ok: false, reason: '`dockerImageTag` is no longer 1.2.3: run it again' });
  });

  it('edits a file whose whole document is the data', async () => {
    const edited = await editMetadata('dockerImageTag: 1.2.3\n', null, { baseImage: IMAGE });
    expect(edited).toEqual({
      ok: true,
      text: `connectorBuildOptions:\n  baseImage: ${IMAGE}\ndockerImageTag: 1.2.3\n`,
    });
  });
});
