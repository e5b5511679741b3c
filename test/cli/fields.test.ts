import { describe, expect, it } from 'vitest';
import { EXAMPLE_FLEET, runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet } from '../support/temporary-fleet.js';

const fields = (...args: string[]) => runFleetq(['fields', '--root', EXAMPLE_FLEET, ...args]);

describe('fields', () => {
  it('shows each field below its parent, with how often it is there and what it holds', async () => {
    const { stdout } = await fields('data.connectorBuildOptions');
    expect(
      stdout
        .split('\n')
        .slice(0, 3)
        .map((line) => line.split(/ {2,}/).slice(0, 4)),
    ).toEqual([
      ['Field', 'Connectors', 'Share', 'Types'],
      ['data.connectorBuildOptions', '7', '50.0%', 'mapping'],
      ['data.connectorBuildOptions.baseImage', '6', '42.9%', 'string'],
    ]);
    expect(stdout).toContain('docker.io/airbyte/python-connector-base:1.1.0 (1)');
  });

  it('lists what the scanner knows as well', async () => {
    expect((await fields('connector', '-o', 'names')).stdout).toContain('connector.hasDockerfile\n');
  });

  it('knows only the connectors that were selected', async () => {
    expect((await fields('data.connectorBuildOptions', '--language', 'java')).stdout).toBe(
      'Field  Connectors  Share  Types  Most common values\n',
    );
  });

  it('collapses keys that are data, enters lists, and tells types apart', async () => {
    const root = temporaryFleet({
      'source-a/metadata.yaml':
        'data: {releases: {1.0.0: {message: a}, 2.0.0: {message: b}}, x: 1, l: [{k: 1}, {k: 2}, 3]}\n',
      'source-b/metadata.yaml': 'data: {releases: {3.0.0: {message: a}}, x: one, 5: y}\n',
    });
    const { stdout } = await runFleetq(['fields', 'data', '--root', root, '-o', 'json']);
    const document = JSON.parse(stdout) as {
      fields: { path: string; connectors: number; types: object; values: unknown[] }[];
    };
    expect(document.fields.map(({ path, connectors, types }) => [path, connectors, types])).toEqual([
      ['data', 2, { mapping: 2 }],
      ['data.releases', 2, { mapping: 2 }],
      ['data.releases.*', 2, { mapping: 2 }],
      ['data.releases.*.message', 2, { string: 2 }],
      ['data.x', 2, { integer: 1, string: 1 }],
      ['data.*', 1, { string: 1 }],
      ['data.l', 1, { list: 1 }],
      ['data.l[]', 1, { integer: 1, mapping: 1 }],
      ['data.l[].k', 1, { integer: 1 }],
    ]);
    expect(document.fields[3]?.values).toEqual([
      { value: 'a', connectors: 2 },
      { value: 'b', connectors: 1 },
    ]);
    const list = await runFleetq([
      'list',
      '--root',
      root,
      '--columns',
      'name,data.releases.*.message,data.l[].k',
      '-o',
      'csv',
      '--no-header',
    ]);
    expect(list.stdout).toBe('source-a,"[""a"",""b""]","[1,2]"\r\nsource-b,"[""a""]",\r\n');
  });

  it('refuses a path that no connector has', async () => {
    expect(await fields('suportLevel')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean `data.supportLevel`?') as string,
    });
    expect(await fields('data.ab_internal.qll')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean `data.ab_internal.ql`?') as string,
    });
  });

  it.each([
    ['supportLevel', ['connector.supportLevel', 'data.supportLevel']],
    ['BASEIMAGE', ['connector.baseImage', 'data.connectorBuildOptions.baseImage']],
    ['uildOpt', ['data.connectorBuildOptions', 'data.connectorBuildOptions.baseImage']],
    ['ab_internal.q', ['data.ab_internal.ql']],
  ])('finds what has the part %s', async (part, found) => {
    const { code, stdout, stderr } = await fields(part, '-o', 'names');
    expect([code, stderr, stdout.trim().split('\n')]).toEqual([0, '', found]);
  });

  it('finds nothing where the selection has no such field, though the fleet has', async () => {
    expect(await fields('baseIm', '--name', 'source-nowhere-at-all*', '-o', 'names')).toMatchObject({ stdout: '' });
  });

  it('takes what begins with data or connector for a whole path', async () => {
    expect((await fields('data.internal')).code).toBe(2);
  });

  it('sorts and cuts', async () => {
    expect((await fields('data', '--sort', 'path', '--limit', '3', '-o', 'names')).stdout).toBe(
      'data\ndata.ab_internal\ndata.ab_internal.ql\n',
    );
    expect((await fields('--sort', 'paths')).code).toBe(2);
  });
});
