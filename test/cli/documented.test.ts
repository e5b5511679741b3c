import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentedCommands } from '../support/documented.js';
import { BINARY, EXAMPLE_FLEET } from '../support/run-fleetq.js';
import { temporaryFolder } from '../support/temporary-fleet.js';

/** Runs a line as a shell would, with `fleetq` on the path and both streams in one, as a terminal shows them. */
function runLine(line: string): string {
  const folder = join(temporaryFolder(), 'bin');
  mkdirSync(folder);
  symlinkSync(BINARY, join(folder, 'fleetq'));
  const ran = spawnSync('sh', ['-c', `exec 2>&1; ${line}`], { cwd: EXAMPLE_FLEET, encoding: 'utf8', env: { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}` } });
  return ran.stdout;
}

describe.each(['README.md'])('%s shows what fleetq answers', (document) => {
  it.each(documentedCommands(document))('$line', ({ command, output }) => {
    expect(runLine(command)).toBe(output);
  });
});
