import { expect, it } from 'vitest';
import { describeWithGit } from '../../support/git-repository.js';
import { schemaErrors } from '../../support/readers/schemas.js';
import { runFleetq } from '../../support/run-fleetq.js';
import { ELIGIBLE, NEW_IMAGE, fixtureFleet } from '../support/fixture-fleet.js';

const ALL = ['--name', 'source-*', '--pr', '7', '--base-image', NEW_IMAGE, '--date', '2024-10-01'];

interface Document {
  readonly left: number;
  readonly results: Readonly<Record<string, number>>;
  readonly summary: readonly { readonly result: string; readonly code: string | null; readonly connectors: number }[];
  readonly connectors: readonly {
    readonly name: string;
    readonly result: string;
    readonly reasons?: readonly string[];
    readonly codes?: readonly string[];
  }[];
}

describeWithGit('migrate in bulk', () => {
  it('takes so many at a time, and a further run goes on where the last one ended', async () => {
    const fleet = fixtureFleet();
    const limited = ['migrate', ...ALL, '--limit', '4', '-o', 'json'];
    const migrated: string[] = [];
    for (const [done, count] of [
      [0, 4],
      [4, 4],
      [8, 3],
      [11, 0],
    ] as const) {
      const ran = await runFleetq(limited, { cwd: fleet.root });
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      const document = JSON.parse(ran.stdout) as Document;
      expect(schemaErrors('migrate', document)).toEqual([]);
      expect(document.results).toMatchObject({ migrated: count, skipped: done });
      expect(document.left).toBe(ELIGIBLE.length - done - count);
      migrated.push(...document.connectors.filter(({ result }) => result === 'migrated').map(({ name }) => name));
      // What is done need not be committed for the next run.
    }
    expect(migrated.sort()).toEqual([...ELIGIBLE].sort());
  });

  it('sums up by outcome and reason, with a code for every reason', async () => {
    const fleet = fixtureFleet();
    fleet.remove('docs/integrations/sources/sorted.md');
    fleet.write(
      `${fleet.connector('source-flow')}/Dockerfile`,
      'FROM python:3.9-slim\nRUN apt-get install -y imagemagick\n',
    );
    fleet.git('commit', '--all', '--message', 'change');
    const table = await runFleetq(['migrate', ...ALL, '--dry-run', '-o', 'table', '--limit', '7'], { cwd: fleet.root });
    expect(table.code).toBe(1);
    expect(table.stdout.slice(table.stdout.indexOf('\nResult') + 1)).toBe(
      [
        'Result   Reason             Connectors',
        'planned                              7',
        'refused  custom-dockerfile           1',
        'refused  no-documentation            1',
        'left     limit                       2',
        '',
      ].join('\n'),
    );
    const document = JSON.parse(
      (await runFleetq(['migrate', ...ALL, '--dry-run', '-o', 'json'], { cwd: fleet.root })).stdout,
    ) as Document;
    expect(document.summary).toEqual([
      { result: 'planned', code: null, connectors: ELIGIBLE.length - 2 },
      { result: 'refused', code: 'custom-dockerfile', connectors: 1 },
      { result: 'refused', code: 'no-documentation', connectors: 1 },
    ]);
    for (const { reasons, codes } of document.connectors) expect(codes?.length).toBe(reasons?.length);
  });

  it('refuses a limit of nothing', async () => {
    const ran = await runFleetq(['migrate', ...ALL, '--limit', '0'], { cwd: fixtureFleet().root });
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('--limit needs at least 1') as string });
  });
});
