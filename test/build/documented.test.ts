import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { documentedCommands } from '../support/documented.js';
import { itNeeds } from '../support/needs.js';
import { BINARY, EXAMPLE_FLEET } from '../support/run-fleetq.js';
import { temporaryFolder } from '../support/temporary-fleet.js';
import { inTerminal } from '../support/terminal.js';

itNeeds('script')('docs/commands/build.md shows what fleetq does, one command after the other', async () => {
  const folder = temporaryFolder();
  const [bin, cwd] = [join(folder, 'bin'), join(folder, 'fleet')];
  mkdirSync(bin);
  symlinkSync(BINARY, join(bin, 'fleetq'));
  cpSync(EXAMPLE_FLEET, cwd, { recursive: true });
  const commands = documentedCommands('docs/commands/build.md');
  expect(commands.length).toBeGreaterThan(2);
  for (const { command, output } of commands) {
    const { screen } = await inTerminal(command, { cwd, env: { NO_COLOR: '1', PATH: `${bin}:/usr/bin:/bin` } });
    expect(screen).toBe(output);
  }
});
