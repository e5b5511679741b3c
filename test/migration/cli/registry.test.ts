import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFleetq } from '../../support/run-fleetq.js';
import { frontOf } from '../support/front.js';
import { connectorFiles, fixtureFleet } from '../support/fixture-fleet.js';
import { registryOrSkip } from '../support/registry.js';

const REPOSITORY = 'airbyte/python-connector-base';
const NO_SIGN_IN = { DOCKER_CONFIG: '/nowhere' };

interface ImagesDocument {
  readonly images: readonly {
    readonly tag: string;
    readonly behind: unknown;
    readonly problem: { readonly code: string } | null;
    readonly verification: { readonly status: string; readonly pinnedDigestExists?: boolean } | null;
  }[];
}

const metadata = (address: string): string =>
  `data:\n  connectorBuildOptions:\n    baseImage: ${address}\n  dockerImageTag: 1.2.3\n  documentationUrl: URL\n  supportLevel: certified\n`;

describe('fleetq and a real registry', () => {
  it('compares what is pinned: ok, moved, missing', { timeout: 60_000 }, async (context) => {
    const registry = await registryOrSkip(context);
    const kept = await registry.push(REPOSITORY, '1.0.0', 'kept');
    const before = await registry.push(REPOSITORY, '1.1.0', 'before the move');
    await registry.push(REPOSITORY, '1.1.0', 'after the move');
    const deleted = await registry.push(REPOSITORY, '1.2.0', 'deleted');
    await registry.remove(REPOSITORY, deleted);
    const image = (tag: string, digest: string): string => `docker.io/${REPOSITORY}:${tag}@${digest}`;
    const fleet = fixtureFleet({
      ...connectorFiles('source-kept', metadata(image('1.0.0', kept))),
      ...connectorFiles('source-moved', metadata(image('1.1.0', before))),
      ...connectorFiles('source-deleted', metadata(image('1.2.0', deleted))),
      ...connectorFiles('source-tagged', metadata(`docker.io/${REPOSITORY}:1.0.0`)),
      ...connectorFiles('source-nonsense', metadata('"not an address"')),
    });
    const ran = await runFleetq(
      [
        'images',
        '--name',
        'source-{kept,moved,deleted,tagged,nonsense}',
        '--verify',
        '--registry',
        registry.url,
        '-o',
        'json',
      ],
      { cwd: fleet.root, env: NO_SIGN_IN },
    );
    expect(ran.code).toBe(0);
    const { images } = JSON.parse(ran.stdout) as ImagesDocument;
    const told = images.map(({ tag, problem, verification }) => [
      tag,
      problem?.code ?? null,
      verification?.status ?? null,
      verification?.pinnedDigestExists ?? null,
    ]);
    expect(told).toEqual([
      ['1.2.0', null, 'missing', false],
      ['1.1.0', null, 'moved', true],
      ['1.0.0', null, 'ok', null],
      [null, 'tag-only', null, null],
      [null, 'malformed', null, null],
    ]);
    const table = await runFleetq(['images', '--name', 'source-moved', '--verify', '--registry', registry.host], {
      cwd: fleet.root,
      env: NO_SIGN_IN,
    });
    expect(table.stdout).toMatch(/Registry\n.*1\.1\.0@.* moved\n$/);
  });

  it('migrates to the highest stable version there, across majors', { timeout: 60_000 }, async (context) => {
    const registry = await registryOrSkip(context);
    for (const tag of ['1.9.0', '1.10.0', '3.0.0-rc.1', 'latest']) await registry.push(REPOSITORY, tag, tag);
    const digest = await registry.push(REPOSITORY, '2.0.0', 'the latest');
    await registry.push(REPOSITORY, 'nightly', 'the latest');
    const fleet = fixtureFleet();
    const fromRegistry = ['--latest-from', 'registry', '--registry', registry.url];
    expect(
      (
        await runFleetq(['migrate', 'source-sorted', '--pr', '1', ...fromRegistry], {
          cwd: fleet.root,
          env: NO_SIGN_IN,
        })
      ).code,
    ).toBe(0);
    // A mirror is asked, but the address names the registry that everybody pulls from.
    expect(readFileSync(join(fleet.root, fleet.connector('source-sorted'), 'metadata.yaml'), 'utf8')).toContain(
      `baseImage: docker.io/${REPOSITORY}:2.0.0@${digest}\n`,
    );
    expect(
      (await runFleetq(['check', 'source-sorted', ...fromRegistry], { cwd: fleet.root, env: NO_SIGN_IN })).code,
    ).toBe(0);
    const behind = await runFleetq(['images', '--name', 'source-older', ...fromRegistry, '-o', 'json'], {
      cwd: fleet.root,
      env: NO_SIGN_IN,
    });
    expect((JSON.parse(behind.stdout) as ImagesDocument).images[0]?.behind).toEqual({
      step: 'major',
      count: 1,
      releases: 3,
    });
  });

  it('that cannot be reached ends in exit code 4, with nothing written', { timeout: 60_000 }, async () => {
    const fleet = fixtureFleet();
    const closing = await frontOf('http://127.0.0.1:9', (incoming) => Boolean(incoming.socket.destroy()));
    const ran = await runFleetq(['migrate', 'source-sorted', '--latest-from', 'registry', '--registry', closing.url], {
      cwd: fleet.root,
      env: NO_SIGN_IN,
    });
    expect(ran).toMatchObject({ code: 4, stdout: '' });
    expect(ran.stderr).toMatch(/gave no answer after 4 attempts: .*\n.*--base-image ADDRESS.*--latest-from fleet/);
    expect(fleet.git('status', '--porcelain')).toBe('');
  });
});
