import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { documentedCommands } from '../support/documented.js';
import { itNeeds } from '../support/needs.js';
import { BINARY, EXAMPLE_FLEET } from '../support/run-fleetq.js';
import { temporaryFolder } from '../support/temporary-fleet.js';
import { inTerminal } from '../support/terminal.js';

/** What a terminal of 80 columns shows of a line, with `fleetq` on the path. */
async function screenOf(line: string): Promise<string> {
  const folder = join(temporaryFolder(), 'bin');
  mkdirSync(folder);
  symlinkSync(BINARY, join(folder, 'fleetq'));
  const { screen } = await inTerminal(line, {
    cwd: EXAMPLE_FLEET,
    env: { NO_COLOR: '1', PATH: `${folder}:${process.env.PATH ?? ''}` },
  });
  return screen;
}

describe.each(['README.md', 'docs/commands/explain.md'])('%s shows what fleetq answers', (document) => {
  itNeeds('script').each(documentedCommands(document))('$line', async ({ command, output }) => {
    expect(await screenOf(command)).toBe(output);
  });
});
