import * as options from './arguments/options.js';
import type { Command } from './command.js';
import { OUTPUT_OPTIONS } from './output.js';

/** Every command, in the order of the help. Their code is loaded when they run. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'list',
    summary: 'list the connectors that match',
    usage: '[SAVED-QUERY…]',
    positionals: { least: 0, most: Infinity },
    options: [...options.FLEET_OPTIONS, ...options.SELECTION_OPTIONS, ...OUTPUT_OPTIONS, options.columns, options.sort, options.limit, options.failIfAny, options.failIfNone],
    examples: [
      { command: 'fleetq list --support-level certified -q "data.connectorBuildOptions.baseImage is not None"', shows: 'certified connectors with a base image' },
      { command: 'fleetq list unmigrated-certified -o json', shows: 'a saved query, as JSON' },
      { command: 'fleetq list --columns name,data.ab_internal.ql --sort -data.ab_internal.ql', shows: 'any field as a column' },
    ],
    load: () => import('./commands/list.js'),
  },
];
