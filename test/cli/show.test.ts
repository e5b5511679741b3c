import { describe, expect, it } from 'vitest';
import { EXAMPLE_FLEET, runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet } from '../support/temporary-fleet.js';

const show = (...args: string[]) => runFleetq(['show', '--root', EXAMPLE_FLEET, ...args]);

describe('show', () => {
  it('tells what is known, why the migration stands where it does, and the metadata', async () => {
    const { stdout, code } = await show('source-pebble');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^source-pebble\n/);
    expect(stdout).toMatch(/Migration {6}migrated: a base image, and no Dockerfile\n/);
    expect(stdout).toMatch(/Problem {8}has a tag but no digest/);
    expect(stdout).toContain(
      '\nMetadata (airbyte-integrations/connectors/source-pebble/metadata.yaml)\n  ab_internal:\n    ql: 200\n',
    );
  });

  it('takes the base image apart', async () => {
    const { stdout } = await show('source-harbor', 'source-pebble', 'destination-quarry', '-o', 'json');
    const { connectors } = JSON.parse(stdout) as { connectors: { name: string; image: unknown }[] };
    expect(Object.fromEntries(connectors.map(({ name, image }) => [name, image]))).toEqual({
      'destination-quarry': null,
      'source-harbor': {
        registry: 'docker.io',
        repository: 'airbyte/python-connector-base',
        tag: '1.2.0',
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
        version: '1.2.0',
        problem: null,
      },
      'source-pebble': {
        registry: 'docker.io',
        repository: 'airbyte/python-connector-base',
        tag: '1.1.0',
        digest: null,
        version: '1.1.0',
        problem: { code: 'tag-only', message: expect.any(String) as string },
      },
    });
  });

  it.each([
    ['partial: a base image, but still a Dockerfile', 'source-orchard'],
    ['partial: connectorBuildOptions, but no base image', 'source-willow'],
    ['unmigrated: no connectorBuildOptions', 'source-meadow'],
  ])('%s', async (reason, name) => {
    expect((await show(name)).stdout).toContain(`Migration      ${reason}\n`);
  });

  it('takes globs, and every connector of a name', async () => {
    expect((await show('destination-*', '-o', 'names')).stdout).toBe(
      'destination-quarry\ndestination-vault\ndestination-vault-strict-encrypt\n',
    );
  });

  it('refuses an unknown name with the nearest one', async () => {
    expect(await show('source-habor')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'fleetq: error: no connector is called `source-habor`\n  did you mean `source-harbor`?\n',
    });
    expect((await show('nothing-*')).code).toBe(2);
    expect((await show()).code).toBe(2);
  });

  it('gives the error of a connector that cannot be read, and shows the others', async () => {
    const root = temporaryFleet({
      'source-bad/metadata.yaml': 'data: [\n',
      'source-good/metadata.yaml': 'data: {}\n',
      'source-worse/metadata.yaml': 'x\n',
    });
    const ran = await runFleetq(['show', 'source-bad', 'source-good', '--root', root, '-o', 'json']);
    expect(ran.code).toBe(3);
    expect(ran.stderr).toMatch(/^fleetq: error: \S+source-bad\/metadata\.yaml: line \d+.*\n$/);
    const document = JSON.parse(ran.stdout) as { connectors: { name: string }[]; unreadable: { name: string }[] };
    expect(document.connectors.map(({ name }) => name)).toEqual(['source-good']);
    expect(document.unreadable.map(({ name }) => name)).toEqual(['source-bad']);
    expect((await runFleetq(['show', 'source-good', '--root', root])).code).toBe(0);
  });
});
