import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { testOutputs, type CommandLine } from '../support/outputs.js';

const source = process.env.FLEETQ_HISTORY_BUNDLE;

const LINES: readonly CommandLine[] = [
  { command: 'list', args: [], rows: 'connectors' },
  { command: 'show', args: ['source-*'], rows: 'connectors' },
  { command: 'stats', args: [], rows: 'groups' },
  { command: 'stats', args: ['--by', 'data.tags[],data.ab_internal.ql'], rows: 'groups' },
  { command: 'fields', args: [], rows: 'fields' },
  { command: 'queries', args: [], rows: 'queries' },
];

const NAME =
  source === undefined
    ? 'on a real fleet (skipped: FLEETQ_HISTORY_BUNDLE names no git bundle of one)'
    : 'on a real fleet';

describe.skipIf(source === undefined)(NAME, () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'fleetq-history-'));
    execFileSync('git', ['clone', '--quiet', source ?? '', root], { stdio: 'pipe' });
  });
  afterAll(() => {
    if (root !== '') rmSync(root, { recursive: true });
  });

  describe.each(LINES.map((line) => [[line.command, ...line.args].join(' '), line] as const))('%s', (_title, line) => {
    testOutputs(() => root, line);
  });
});
