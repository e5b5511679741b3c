import { describe } from 'vitest';
import { testOutputs, type CommandLine } from '../support/outputs.js';
import { EXAMPLE_FLEET } from '../support/run-fleetq.js';

const LINES: readonly CommandLine[] = [
  { command: 'list', args: [], rows: 'connectors' },
  { command: 'list', args: ['unmigrated-certified', '--columns', 'name,data.tags,data.tags[]'], rows: 'connectors' },
  { command: 'show', args: ['source-harbor', 'source-pebble', 'destination-quarry'], rows: 'connectors' },
  { command: 'stats', args: [], rows: 'groups' },
  { command: 'stats', args: ['--by', 'data.tags[],type', '--missing', 'none', '-q', 'data.ab_internal.ql is not None'], rows: 'groups' },
  { command: 'fields', args: [], rows: 'fields' },
  { command: 'fields', args: ['data.connectorBuildOptions', '--support-level', 'certified', '--sort', '-connectors'], rows: 'fields' },
  { command: 'queries', args: [], rows: 'queries' },
  { command: 'queries', args: ['tag-only'], rows: 'queries' },
];

describe.each(LINES.map((line) => [[line.command, ...line.args].join(' '), line] as const))('%s', (_title, line) => {
  testOutputs(() => EXAMPLE_FLEET, line);
});
