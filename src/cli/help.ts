import { EXIT } from '../errors.js';
import { wrapped } from '../text/width.js';
import type { Option } from './arguments/option.js';
import { GENERAL_OPTIONS } from './arguments/options.js';
import type { Command, Run } from './command.js';
import { COMMANDS } from './commands.js';

// yargs prints a help from the same table, but a worse one: it breaks the examples, which are meant to be copied, puts
// `[string] [choices: "table", "json", …]` behind the options, and has no placeholders for their values.

const MAX_WIDTH = 100;

/** Help for one command, or for all of fleetq. */
export function helpRun(topic: Command | undefined): Run {
  return (_args, { stdout }) => {
    const width = Math.min(stdout.columns ?? 80, MAX_WIDTH);
    const blocks = topic === undefined ? overview(width) : commandPage(topic, width);
    const output = blocks
      .filter((lines) => lines.length > 0)
      .map((lines) => `${lines.join('\n')}\n`)
      .join('\n');
    return Promise.resolve({ output, diagnostics: [], exitCode: EXIT.done });
  };
}

type Block = readonly string[];

function overview(width: number): readonly Block[] {
  const commands = COMMANDS.map(({ name, summary }): Entry => ({ term: name, meaning: summary }));
  return [
    ['fleetq COMMAND [OPTIONS]'],
    ['Asks questions of a whole fleet of connectors.'],
    ['Commands:', ...entryLines(commands, width)],
    ['Options of every command:', ...entryLines(GENERAL_OPTIONS.map(optionEntry), width)],
    examples(COMMANDS.flatMap((command) => command.examples.slice(0, 1)).slice(0, 5), width),
    [
      'fleetq COMMAND --help shows the options of a command.',
      'The form of the migration guide works too: fleetq connectors OPTIONS list',
    ],
  ];
}

function commandPage(command: Command, width: number): readonly Block[] {
  const also = command.aliases === undefined ? [] : [`Also called ${command.aliases.join(', ')}.`];
  const general: readonly Option<unknown>[] = GENERAL_OPTIONS;
  const own = command.options.filter((option) => !general.includes(option));
  return [
    [`fleetq ${command.name} ${command.usage} [OPTIONS]`],
    [`${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`, ...also],
    examples(command.examples, width),
    ...OWN_GROUPS.map(({ title, group }) =>
      optionBlock(
        title,
        own.filter((option) => option.group === group),
        width,
      ),
    ),
    optionBlock('Of every command:', general, width),
  ];
}

const OWN_GROUPS = [
  { title: 'Of this command:', group: 'Command' },
  { title: 'Which connectors:', group: 'Selection' },
  { title: 'How it is shown:', group: 'Output' },
  { title: 'Where the fleet is:', group: 'Fleet' },
] as const;

function optionBlock(title: string, options: readonly Option<unknown>[], width: number): Block {
  return options.length === 0 ? [] : [title, ...entryLines(options.map(optionEntry), width)];
}

/** Each command is on one line, however long, so that it can be copied. */
function examples(given: Command['examples'], width: number): Block {
  const indent = ' '.repeat(6);
  return [
    'Examples:',
    ...given.flatMap(({ command, shows }) => [
      `  ${command}`,
      ...wrapped(shows, Math.max(20, width - indent.length)).map((line) => indent + line),
    ]),
  ];
}

interface Entry {
  readonly term: string;
  readonly meaning: string;
}

/** Longer choices are listed in the description. */
const MAX_VALUE = 16;

function optionEntry({ name, short, aliases = [], value, choices, negatable, describe }: Option<unknown>): Entry {
  const shown = value !== null && value.length > MAX_VALUE ? 'VALUE' : value;
  const long = [negatable ? `no-${name}` : name, ...aliases].map((spelling) => `--${spelling}`).join(', ');
  const term = `${short === undefined ? '    ' : `-${short}, `}${long}${shown === null ? '' : ` ${shown}`}`;
  const about = describe.replace(/^--no-\S+ /, '');
  return { term, meaning: shown === 'VALUE' && choices !== undefined ? `${about}: ${choices.join(', ')}` : about };
}

/** The meaning of a longer term starts on the next line. */
const MAX_TERM = 27;

/** Two columns, the second one wrapped to the width. */
function entryLines(entries: readonly Entry[], width: number): Block {
  const termWidth = Math.min(MAX_TERM, Math.max(...entries.map(({ term }) => term.length)));
  const margin = ' '.repeat(termWidth + 4);
  return entries.flatMap(({ term, meaning }) => {
    const lines = wrapped(meaning, Math.max(20, width - margin.length));
    const [first = '', ...rest] = lines;
    if (term.length > termWidth) return [`  ${term}`, ...lines.map((line) => margin + line)];
    return [`  ${term.padEnd(termWidth)}  ${first}`, ...rest.map((line) => margin + line)];
  });
}
