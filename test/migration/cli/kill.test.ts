import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { describeWithGit, repositoryIn } from '../../support/git-repository.js';
import { BINARY, runFleetq } from '../../support/run-fleetq.js';
import { temporaryFolder } from '../../support/temporary-fleet.js';
import { ELIGIBLE, fixtureFleet, NEW_IMAGE } from '../support/fixture-fleet.js';

const KILLS = 16;
const ARGUMENTS = ['migrate', ...ELIGIBLE, '--pr', '7', '--base-image', NEW_IMAGE, '--date', '2024-10-01'];

/** Waits until the watchdog of a killed run has done its work: it gives up the lock last. */
async function settled(root: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (!existsSync(join(root, '.git', 'fleetq'))) return;
    await pause(50);
  }
  throw new Error(`nobody settled ${root}: ${readdirSync(join(root, '.git', 'fleetq')).join(', ')}`);
}

describeWithGit('killing fleetq migrate', () => {
  it(
    'leaves all edits or none, whenever it comes, without anybody running fleetq again',
    { timeout: 240_000 },
    async () => {
      const original = fixtureFleet();
      const copy = (): ReturnType<typeof repositoryIn> => {
        const root = temporaryFolder();
        cpSync(original.root, root, { recursive: true });
        return repositoryIn(root);
      };
      const whole = copy();
      const start = Date.now();
      expect((await runFleetq(ARGUMENTS, { cwd: whole.root })).code).toBe(0);
      const duration = Date.now() - start;
      const all = whole.git('diff');

      for (let kill = 1; kill <= KILLS; kill++) {
        const fleet = copy();
        const child = spawn(process.execPath, [BINARY, ...ARGUMENTS], { cwd: fleet.root, stdio: 'ignore' });
        // The first moments are all start-up: most kills are aimed at the second half.
        const at = Math.round(duration * (0.3 + (0.7 * kill) / KILLS));
        await Promise.race([once(child, 'exit'), pause(at)]);
        child.kill('SIGKILL');
        await settled(fleet.root);
        const now = fleet.git('diff');
        expect([all, ''], `killed after ${at} ms`).toContain(now);
        expect(fleet.git('ls-files', '--others'), `killed after ${at} ms`).toBe('');
      }
    },
  );

  it('does not keep the next run from working', { timeout: 60_000 }, async () => {
    const fleet = fixtureFleet();
    const child = spawn(process.execPath, [BINARY, ...ARGUMENTS], { cwd: fleet.root, stdio: 'ignore' });
    await pause(150);
    child.kill('SIGKILL');
    expect((await runFleetq(ARGUMENTS, { cwd: fleet.root })).code).toBe(0);
    expect(fleet.git('ls-files', '--others')).toBe('');
    expect(fleet.git('diff', '--name-only').split('\n')).toHaveLength(ELIGIBLE.length * 5);
  });
});

describeWithGit('two runs at once', () => {
  it('do the work once', { timeout: 60_000 }, async () => {
    const fleet = fixtureFleet();
    const runs = await Promise.all([1, 2, 3].map(() => runFleetq([...ARGUMENTS, '-o', 'count'], { cwd: fleet.root })));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(runs.map(({ stdout }) => Number(stdout)).sort((a, b) => a - b)).toEqual([0, 0, ELIGIBLE.length]);
    expect(fleet.git('diff', '--name-only').split('\n')).toHaveLength(ELIGIBLE.length * 5);
  });
});
