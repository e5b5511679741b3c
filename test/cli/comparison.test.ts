import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BINARY, EXAMPLE_FLEET, plainEnvironment, PROJECT } from '../support/run-fleetq.js';
import { temporaryFolder } from '../support/temporary-fleet.js';

const text = readFileSync(join(PROJECT, 'docs/comparison.md'), 'utf8');
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && line !== '| there | with fleetq |');
const commands = [...text.matchAll(/`(fleetq [a-z][^`]*)`/g)].map(([, command = '']) => command);

describe('the comparison with other tools', () => {
  it('has an answer or a reason in every row', () => {
    expect(rows.length).toBeGreaterThan(40);
    for (const row of rows) expect(row).toMatch(/^\| [^|]+ \| [^|]{10,} \|$/);
  });

  it.each(commands)('%s', (command) => {
    const root = temporaryFolder();
    cpSync(EXAMPLE_FLEET, root, { recursive: true });
    const git = '-c user.name=T -c user.email=t@example.com -c init.defaultBranch=main';
    const setup = `git ${git} init -q && git add . && git ${git} commit -qm one`;
    const ran = spawnSync('sh', ['-c', `fleetq() { "$FLEETQ_NODE" "$FLEETQ_BINARY" "$@"; }; ${setup} && ${command}`], {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...plainEnvironment(),
        FLEETQ_NODE: process.execPath,
        FLEETQ_BINARY: BINARY,
        GIT_CONFIG_GLOBAL: '/dev/null',
      },
    });
    expect(ran.stderr).not.toMatch(/error|no connector has/);
    expect(ran.status).toBe(0);
  });
});
