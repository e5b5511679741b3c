import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { output } from '../../src/cli/arguments/options.js';
import { COMMANDS } from '../../src/cli/commands.js';
import { testOutputs, type CommandLine } from '../support/outputs.js';
import { schemaErrors } from '../support/readers/schemas.js';
import { EXAMPLE_FLEET, PROJECT, runFleetq } from '../support/run-fleetq.js';

const LINES: readonly CommandLine[] = [
  { command: 'list', args: [], rows: 'connectors' },
  { command: 'list', args: ['unmigrated-certified', '--columns', 'name,data.tags,data.tags[]'], rows: 'connectors' },
  { command: 'show', args: ['source-harbor', 'source-pebble', 'destination-quarry'], rows: 'connectors' },
  { command: 'stats', args: [], rows: 'groups' },
  {
    command: 'stats',
    args: ['--by', 'data.tags[],type', '--missing', 'none', '-q', 'data.ab_internal.ql is not None'],
    rows: 'groups',
  },
  { command: 'fields', args: [], rows: 'fields' },
  {
    command: 'fields',
    args: ['data.connectorBuildOptions', '--support-level', 'certified', '--sort', '-connectors'],
    rows: 'fields',
  },
  { command: 'queries', args: [], rows: 'queries' },
  { command: 'queries', args: ['tag-only'], rows: 'queries' },
  { command: 'images', args: [], rows: 'images' },
  { command: 'explain', args: ['migrated-certified', '--name', 'source-*'], rows: 'connectors' },
];

describe.each(LINES.map((line) => [[line.command, ...line.args].join(' '), line] as const))('%s', (_title, line) => {
  testOutputs(() => EXAMPLE_FLEET, line);
});

describe('cache', () => {
  let cache = '';
  beforeAll(async () => {
    cache = mkdtempSync(join(tmpdir(), 'fleetq-test-'));
    // A snapshot, documents that only a revision has, and what is not in use any more.
    for (const args of [['list'], ['list', '--rev', 'HEAD']])
      await runFleetq([...args, '--root', EXAMPLE_FLEET], { env: { FLEETQ_CACHE_DIR: cache } });
    writeFileSync(join(cache, 'old.snapshot'), '');
  });
  afterAll(() => rmSync(cache, { recursive: true }));
  testOutputs(() => EXAMPLE_FLEET, { command: 'cache', args: [], rows: 'files', cache: () => cache });
});

describe('build', () => {
  const folder = join(tmpdir(), `fleetq-test-contexts-${process.pid}`);
  const args = ['source-foundry', 'source-tide', '--context', folder];
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  testOutputs(() => EXAMPLE_FLEET, { command: 'build', args, rows: 'connectors' });
});

describe('schemas', () => {
  it('there is one for every command that takes -o', () => {
    const commands = COMMANDS.filter(({ options }) => options.some(({ name }) => name === output.name)).map(
      ({ name }) => name,
    );
    expect(commands.length).toBeGreaterThan(4);
    expect(commands.filter((name) => !existsSync(join(PROJECT, 'schema', `${name}.schema.json`)))).toEqual([]);
  });

  it('explain: a query without connectors to trace it on', async () => {
    const ran = await runFleetq(['explain', 'data.ab_internal.ql > 300', '--root', EXAMPLE_FLEET, '-o', 'json']);
    expect(schemaErrors('explain', JSON.parse(ran.stdout))).toEqual([]);
  });

  it('check: a gate that says no still gives its document', async () => {
    const ran = await runFleetq(['check', '--root', EXAMPLE_FLEET, '-o', 'json']);
    expect(ran.code).toBe(1);
    expect(schemaErrors('check', JSON.parse(ran.stdout))).toEqual([]);
  });

  it('refuse what is not such a document', () => {
    expect(schemaErrors('list', {})).not.toEqual([]);
    expect(schemaErrors('stats', { version: 1 })).toContain('/version must be equal to constant');
  });
});
