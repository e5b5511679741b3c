import { EXIT } from '../errors.js';
import { GENERAL_OPTIONS } from './arguments/options.js';
import type { Option } from './arguments/option.js';
import type { Command, Run } from './command.js';
import { COMMANDS } from './commands.js';
import { below, blocks, columned, type Row } from './help-layout.js';

const WIDEST = 100;

/** Help for one command, or for all of fleetq, from the same tables that the parser reads. */
export function helpRun(topic: Command | undefined): Run {
  return (_args, { stdout }) => {
    const width = Math.min(stdout.columns ?? 80, WIDEST);
    const output = blocks(topic === undefined ? overview(width) : commandPage(topic, width));
    return Promise.resolve({ output, diagnostics: [], exitCode: EXIT.done });
  };
}

function overview(width: number): readonly (readonly string[])[] {
  return [
    ['fleetq COMMAND [OPTIONS]'],
    ['Asks questions of a whole fleet of connectors.'],
    [
      'Commands:',
      ...columned(
        COMMANDS.map(({ name, summary }) => ({ left: name, right: summary })),
        width,
      ),
    ],
    ['Options of every command:', ...columned(GENERAL_OPTIONS.map(optionRow), width)],
    examples(COMMANDS.flatMap((command) => command.examples.slice(0, 1)).slice(0, 5), width),
    [
      'fleetq COMMAND --help shows the options of a command.',
      'The form of the migration guide works too: fleetq connectors OPTIONS list',
    ],
  ];
}

function commandPage(command: Command, width: number): readonly (readonly string[])[] {
  const options = [...new Set([...command.options, ...GENERAL_OPTIONS])];
  const also = command.aliases === undefined ? [] : [`Also called ${command.aliases.join(', ')}.`];
  return [
    [`fleetq ${command.name} ${command.usage} [OPTIONS]`],
    [sentence(command.summary), ...also],
    examples(command.examples, width),
    ...GROUPS.map(({ title, group }) => {
      const rows = options.filter((option) => groupOf(option) === group).map(optionRow);
      return rows.length === 0 ? [] : [title, ...columned(rows, width)];
    }),
  ];
}

const GROUPS: readonly { readonly title: string; readonly group: Option<unknown>['group'] }[] = [
  { title: 'Of this command:', group: 'Command' },
  { title: 'Which connectors:', group: 'Selection' },
  { title: 'How it is shown:', group: 'Output' },
  { title: 'Where the fleet is:', group: 'Fleet' },
  { title: 'Of every command:', group: 'General' },
];

function groupOf(option: Option<unknown>): Option<unknown>['group'] {
  return GENERAL_OPTIONS.some((general) => general === option) ? 'General' : option.group;
}

/** A command stands on a line of its own, whole, so that it can be copied. */
function examples(given: Command['examples'], width: number): readonly string[] {
  return ['Examples:', ...given.flatMap(({ command, shows }) => [`  ${command}`, ...below(shows, width)])];
}

/** Choices longer than this stand in the description. */
const LONGEST_VALUE = 16;

function optionRow({ name, short, aliases = [], value, choices, negatable, describe }: Option<unknown>): Row {
  const shown = value !== null && value.length > LONGEST_VALUE ? 'VALUE' : value;
  const long = [negatable ? `no-${name}` : name, ...aliases].map((spelt) => `--${spelt}`).join(', ');
  const left = `${short === undefined ? '    ' : `-${short}, `}${long}${shown === null ? '' : ` ${shown}`}`;
  const about = describe.replace(/^--no-\S+ /, '');
  return { left, right: shown === 'VALUE' && choices !== undefined ? `${about}: ${choices.join(', ')}` : about };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
