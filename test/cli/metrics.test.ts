import { expect, it } from 'vitest';
import { promtoolRemarks } from '../support/readers/promtool.js';
import { countOpenMetricsSamples } from '../support/readers/python.js';
import { EXAMPLE_FLEET, runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet } from '../support/temporary-fleet.js';

async function samplesOf(root: string, ...args: string[]): Promise<readonly string[]> {
  const { stdout } = await runFleetq([...args, '--root', root, '-o', 'openmetrics'], {
    env: { SOURCE_DATE_EPOCH: '1727784000' },
  });
  return stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

const LINES: readonly (readonly string[])[] = [
  ['list'],
  ['list', 'migrated-certified'],
  ['stats', '--by', 'baseImage,version'],
  ['images'],
  ['show', 'source-*'],
  ['fields', 'data.name'],
  ['queries'],
  ['check'],
  ['explain', 'data.name'],
];

it.each(LINES.map((line) => [line.join(' '), line] as const))('%s: the time of the run', async (_title, line) => {
  expect((await samplesOf(EXAMPLE_FLEET, ...line))[0]).toBe('fleetq_run_timestamp_seconds 1727784000');
});

it('the saved query is a label of what is counted, so that files of several stand side by side', async (context) => {
  expect(await samplesOf(EXAMPLE_FLEET, 'list', 'unmigrated-certified')).toContain(
    'fleetq_connectors{query="unmigrated-certified",outcome="matched"} 2',
  );
  for (const command of ['stats', 'images', 'check']) {
    const samples = await samplesOf(EXAMPLE_FLEET, command, 'unmigrated-certified');
    expect(samples.slice(1).filter((sample) => !sample.includes('query="unmigrated-certified"'))).toEqual([]);
  }
  expect((await samplesOf(EXAMPLE_FLEET, 'list')).join('\n')).not.toContain('query=');
  const both = [
    ...(await samplesOf(EXAMPLE_FLEET, 'list', 'unmigrated-certified')).slice(1),
    ...(await samplesOf(EXAMPLE_FLEET, 'list', 'migrated-certified')).slice(1),
  ];
  const text = ['# HELP fleetq_connectors Both.', '# TYPE fleetq_connectors gauge', ...both, '# EOF', ''].join('\n');
  expect(promtoolRemarks(context, text)).toBe('');
  expect(countOpenMetricsSamples(context, text)).toBe(8);
});

it('a base image is its repository, version and digest', async () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const root = temporaryFleet({
    'source-a/metadata.yaml': `data: {connectorBuildOptions: {baseImage: 'docker.io/x/base:1.0.0@${digest}'}}\n`,
    'source-b/metadata.yaml': "data: {connectorBuildOptions: {baseImage: 'docker.io/x/base:1.0.0'}}\n",
    'source-c/metadata.yaml': "data: {connectorBuildOptions: {baseImage: 'no image'}}\n",
    'source-d/metadata.yaml': 'data: {}\n',
  });
  const samples = (await samplesOf(root, 'images')).slice(1);
  expect([...samples].sort()).toEqual([
    'fleetq_base_image_connectors{repository="docker.io/x/base",version="1.0.0",digest="none"} 1',
    `fleetq_base_image_connectors{repository="docker.io/x/base",version="1.0.0",digest="${digest}"} 1`,
    'fleetq_base_image_connectors{repository="no image",version="none",digest="none"} 1',
    'fleetq_base_image_connectors{repository="none",version="none",digest="none"} 1',
  ]);
  expect((await samplesOf(root, 'stats', '--by', 'baseImage')).join('\n')).toContain(
    `fleetq_group_connectors{base_image_repository="docker.io/x/base",base_image_version="1.0.0",base_image_digest="${digest}"} 1`,
  );
  expect((await samplesOf(root, 'show', 'source-a')).join('\n')).toContain(
    `base_image_repository="docker.io/x/base",base_image_version="1.0.0",base_image_digest="${digest}"`,
  );
});
