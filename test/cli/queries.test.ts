import { describe, expect, it } from 'vitest';
import { EXAMPLE_FLEET, runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet, temporaryFolder, writeFiles } from '../support/temporary-fleet.js';

interface Item {
  readonly name: string;
  readonly origin: string;
  readonly valid: boolean;
  readonly counts?: { readonly matched: number };
  readonly unknownFields?: readonly string[];
}

const itemsOf = (stdout: string): readonly Item[] => (JSON.parse(stdout) as { queries: Item[] }).queries;

function fleetWith(queries: Readonly<Record<string, string>>): string {
  const root = temporaryFleet({
    'source-a/metadata.yaml': 'data: {owner: ada, supportLevel: certified}\n',
    'source-b/metadata.yaml': 'data: {owner: bob}\n',
  });
  writeFiles(root, {
    'fleetq.yaml': 'queries: questions\n',
    ...Object.fromEntries(Object.entries(queries).map(([name, text]) => [`questions/${name}`, text])),
  });
  return root;
}

const ADA = "name: ada\ntitle: Ada's\nanswers: What is Ada's?\nquery: data.owner == 'ada'\n";

describe('queries', () => {
  it('gives the same counts as list does', async () => {
    const { stdout } = await runFleetq(['queries', '--root', EXAMPLE_FLEET, '-o', 'json']);
    const items = itemsOf(stdout);
    expect(items.length).toBeGreaterThan(5);
    for (const { name, counts } of items) {
      expect((await runFleetq(['list', name, '--root', EXAMPLE_FLEET, '-o', 'count'])).stdout).toBe(
        `${counts?.matched ?? 'none'}\n`,
      );
    }
  });

  it("lists the fleet's own beside fleetq's, and lets them stand in for one of the same name", async () => {
    const root = fleetWith({ 'ada.yaml': ADA, 'migrated.yaml': ADA.replace('name: ada', 'name: migrated') });
    const ran = await runFleetq(['queries', '--root', root, '-o', 'json']);
    expect(ran.code).toBe(0);
    const items = itemsOf(ran.stdout);
    expect(items.filter(({ origin }) => origin === 'fleet').map(({ name }) => name)).toEqual(['ada', 'migrated']);
    expect(items.filter(({ name }) => name === 'migrated')).toHaveLength(1);
    expect(items.find(({ name }) => name === 'tag-only')?.origin).toBe('fleetq');
  });

  it('exits 2 when one is not valid, says why, and lists the others', async () => {
    const root = fleetWith({
      'ada.yaml': ADA,
      'broken.yaml': ADA.replace('name: ada', 'name: broken').replace("== 'ada'", '=='),
    });
    const ran = await runFleetq(['queries', '--root', root]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/^fleetq: error: questions\/broken\.yaml: query error: /);
    expect(ran.stdout).toMatch(/^ada +fleet +1 +What is Ada's\?$/m);
    expect(ran.stdout).toMatch(/^broken +fleet +invalid +questions\/broken\.yaml: /m);
    expect((await runFleetq(['queries', 'broken', '--root', root])).code).toBe(2);
    expect((await runFleetq(['queries', 'ada', '--root', root])).code).toBe(0);
  });

  it('tells a query about a field that no connector has from one that matches nothing', async () => {
    const root = fleetWith({ 'ada.yaml': ADA.replace('data.owner', 'data.team.name') });
    const { stdout } = await runFleetq(['queries', '--root', root]);
    expect(stdout).toMatch(/^ada +fleet +no field /m);
    expect((await runFleetq(['queries', 'ada', '--root', root])).stdout).toContain(
      'nothing here: no connector has data.team',
    );
  });

  it('tells one in full', async () => {
    const { stdout } = await runFleetq(['queries', 'migrated-certified', '--root', EXAMPLE_FLEET]);
    expect(stdout).toContain('  Filters  support-level certified\n');
    expect(stdout).toContain('  Matches  2 connectors, 2 undecided\n');
    expect(stdout).toContain('\nQuery\n  data.connectorBuildOptions.baseImage is not None\n');
    expect(stdout).toContain('\n  fleetq list migrated-certified\n');
  });

  it("lists fleetq's own outside of a fleet, but not where a root was named", async () => {
    const outside = temporaryFolder();
    const ran = await runFleetq(['queries', '-o', 'names'], { cwd: outside });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('unmigrated-certified\n');
    expect(ran.stderr).toContain("fleetq's own queries only");
    expect((await runFleetq(['queries', '--root', outside])).code).toBe(2);
  });

  it('says that the folder of queries is empty', async () => {
    expect((await runFleetq(['queries', '--root', fleetWith({})])).stderr).toContain('questions, holds no query');
  });

  it('suggests the nearest name', async () => {
    expect(await runFleetq(['queries', 'unmigrated-certfied', '--root', EXAMPLE_FLEET])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean `unmigrated-certified`?') as string,
    });
  });
});
