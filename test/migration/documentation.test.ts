import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWithGit } from '../support/git-repository.js';
import { PROJECT, runFleetq } from '../support/run-fleetq.js';
import { connectorFiles, fixtureFleet, NEW_IMAGE } from './support/fixture-fleet.js';

const GUIDE = readFileSync(join(PROJECT, 'docs', 'migration.md'), 'utf8');
const blocks = [...GUIDE.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block = '']) => block.trim().split('\n'));

/** Words of a command line of the guide, which quotes with double quotes only. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

describeWithGit("the guide's commands", () => {
  it.each(blocks.map((lines) => [lines.join(' ; '), lines] as const))(
    'work as they stand: %s',
    { timeout: 60_000 },
    async (_, lines) => {
      const leader = `data:\n  connectorBuildOptions:\n    baseImage: ${NEW_IMAGE}\n  dockerImageTag: 1.0.0\n  supportLevel: certified\n`;
      const fleet = fixtureFleet({ ...connectorFiles('source-x'), ...connectorFiles('source-leader', leader) });
      fleet.git('switch', '--quiet', '--create', 'branch');
      if (lines.includes('fleetq check source-x') && !lines.some((line) => line.includes('migrate')))
        await runFleetq(['migrate', 'source-x'], { cwd: fleet.root });
      for (const line of lines) {
        const [program = '', ...words] = wordsOf(line);
        if (program === 'fleetq') expect(await runFleetq(words, { cwd: fleet.root }), line).toMatchObject({ code: 0 });
        else
          execFileSync(program, ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...words], {
            cwd: fleet.root,
          });
      }
    },
  );

  it('names every criterion and option that there is', async () => {
    const help = await runFleetq(['migrate', '--help']);
    for (const option of [
      '--pr',
      '--date',
      '--dry-run',
      '--scaffold-hooks',
      '--force',
      '--recover',
      '--base-image',
      '--latest-from',
      '--registry',
    ]) {
      expect(help.stdout).toContain(option);
      expect(GUIDE).toContain(option);
    }
  });
});
