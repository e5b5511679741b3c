import { describe, expect, it } from 'vitest';
import { EXAMPLE_FLEET, runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet } from '../support/temporary-fleet.js';

const stats = (...args: string[]) => runFleetq(['stats', '--root', EXAMPLE_FLEET, ...args]);
const csv = async (...args: string[]) =>
  (await stats('-o', 'csv', '--no-header', ...args)).stdout.trim().split('\r\n').filter(Boolean);

describe('stats', () => {
  it('shows the progress of the migration by support level and language, with totals', async () => {
    const lines = (await stats()).stdout.trim().split('\n');
    expect(lines[0]).toMatch(/^supportLevel +language +Migrated +Partial +Unmigrated +Total +Progress$/);
    expect(lines[1]).toMatch(/^certified +python +1 +0 +1 +2 +█████░░░░░ +50\.0%$/);
    expect(lines.at(-1)).toMatch(/^total +5 +2 +7 +14 +████░░░░░░ +35\.7%$/);
  });

  const cases: readonly [string, readonly string[], readonly string[]][] = [
    [
      'known values in their usual order, missing ones last',
      ['--by', 'supportLevel'],
      [
        'certified,4,0.2857',
        'community,6,0.4286',
        'archived,1,0.0714',
        'incubating,1,0.0714',
        'enterprise,1,0.0714',
        'none,1,0.0714',
      ],
    ],
    [
      'by two fields',
      ['--by', 'type,migration'],
      [
        'source,migrated,5,0.3571',
        'source,partial,2,0.1429',
        'source,unmigrated,4,0.2857',
        'destination,unmigrated,3,0.2143',
      ],
    ],
    ["under the option's other name", ['--group-by', 'type'], ['source,11,0.7857', 'destination,3,0.2143']],
    ['of a selection', ['--by', 'type', '--language', 'java'], ['destination,3,1']],
    ['of a saved query', ['unmigrated-certified', '--by', 'language'], ['python,1,0.5', 'java,1,0.5']],
    [
      'in another order, cut short',
      ['--by', 'supportLevel', '--sort', '-connectors', '--limit', '2'],
      ['community,6,0.4286', 'certified,4,0.2857'],
    ],
    ['each item of a list', ['--by', 'data.tags[]', '--name', 'source-harbor'], ['language:python,1,1']],
    ['nothing of nothing', ['--by', 'type', '--name', 'source-tide', '--language', 'java'], []],
  ];
  it.each(cases)('counts %s', async (_title, args, expected) => {
    expect(await csv(...args)).toEqual(expected);
  });

  it('keeps values of different types apart, and counts a connector once under each of its items', async () => {
    const root = temporaryFleet({
      'source-a/metadata.yaml': 'data: {x: 1, l: [a, a, b]}\n',
      'source-b/metadata.yaml': 'data: {x: "1", l: [b]}\n',
      'source-c/metadata.yaml': 'data: {x: , l: []}\n',
      'source-d/metadata.yaml': 'data: {x: 1.0}\n',
    });
    const groups = async (by: string) => {
      const { stdout } = await runFleetq(['stats', '--root', root, '--by', by, '-o', 'json']);
      return (JSON.parse(stdout) as { groups: { key: Record<string, unknown>; connectors: number }[] }).groups.map(
        ({ key, connectors }) => [key[by], connectors],
      );
    };
    expect(await groups('data.x')).toHaveLength(4);
    expect(await groups('data.l[]')).toEqual([
      ['b', 2],
      ['a', 1],
      [null, 2],
    ]);
    expect(await groups('data.l')).toContainEqual([['a', 'a', 'b'], 1]);
  });

  it('gives totals that count each connector once', async () => {
    const { stdout } = await stats('--by', 'data.tags[]', '-o', 'json');
    const document = JSON.parse(stdout) as { groups: { connectors: number }[]; total: { connectors: number } };
    expect(document.total.connectors).toBe(14);
    expect(document.groups.reduce((sum, { connectors }) => sum + connectors, 0)).toBeGreaterThanOrEqual(14);
  });

  it('names what cannot be counted or sorted by', async () => {
    expect(await stats('--by', 'langage')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean `language`?') as string,
    });
    expect(await stats('--sort', 'conectors')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean `connectors`?') as string,
    });
    const ran = await stats('--by', 'data.suportLevel');
    expect(ran).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(
        'no connector has the field `data.suportLevel`\n  did you mean `data.supportLevel`?',
      ) as string,
    });
    expect(ran.stdout).toContain('(missing)');
  });
});
