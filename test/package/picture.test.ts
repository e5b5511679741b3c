import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { itNeeds } from '../support/needs.js';
import { PROJECT } from '../support/run-fleetq.js';

itNeeds('script')("the README's picture shows what the program shows", () => {
  expect(readFileSync(join(PROJECT, 'README.md'), 'utf8')).toContain('(docs/pictures/terminal.svg)');
  const { stderr, status } = spawnSync(process.execPath, ['docs/pictures/draw.mjs', '--check'], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});
