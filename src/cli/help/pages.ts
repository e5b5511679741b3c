import { EXIT } from '../../errors.js';
import { unbroken, wrappedWhole } from '../../text/width.js';
import { OPTION_GROUPS, type Option } from '../arguments/option.js';
import { FLEET_OPTIONS, GENERAL_OPTIONS, SELECTION_OPTIONS } from '../arguments/options.js';
import type { Command, Run } from '../command.js';
import { COMMANDS, EVERY_OPTION } from '../commands.js';
import { OUTPUT_OPTIONS } from '../output.js';
import { type Block, entryLines, examplesBlock, helpWidth, optionBlock, optionNames, pageText } from './layout.js';
import { TOPICS } from './topics.js';

/**
 * Help for one command, or for all of fleetq.
 *
 * @param everything whether options that several commands share are described too, as `--help all` does
 */
export function helpRun(command: Command | undefined, everything: boolean): Run {
  return (_args, { stdout }) => {
    const width = helpWidth(stdout);
    const blocks = command === undefined ? overview(everything, width) : commandPage(command, everything, width);
    return Promise.resolve({ output: pageText(blocks), diagnostics: [], exitCode: EXIT.done });
  };
}

function overview(everything: boolean, width: number): readonly Block[] {
  return [
    ['fleetq COMMAND [OPTIONS]', 'Asks questions of a whole fleet of connectors.'],
    ['Commands:', ...entryLines(COMMANDS.map(entryOf), width)],
    ['Topics, with fleetq help TOPIC:', ...entryLines(TOPICS.map(entryOf), width)],
    ...(everything
      ? groupBlocks(EVERY_OPTION, width)
      : [['Options of every command:', `  ${optionNames(GENERAL_OPTIONS)}`]]),
    examplesBlock(EXAMPLES, width),
    [
      'fleetq COMMAND --help shows a command; --help all shows every option.',
      'The form of the migration guide works too: fleetq connectors OPTIONS list',
    ],
  ];
}

const EXAMPLES = COMMANDS.flatMap((command) => command.examples.slice(0, 1)).slice(0, 2);

function entryOf({ name, summary }: { readonly name: string; readonly summary: string }): {
  term: string;
  meaning: string;
} {
  return { term: name, meaning: summary };
}

function commandPage(command: Command, everything: boolean, width: number): readonly Block[] {
  const also = command.aliases === undefined ? [] : [`Also called ${command.aliases.join(', ')}.`];
  const taken = [...new Set([...command.options, ...GENERAL_OPTIONS])];
  const apart = [{ title: 'seldom', options: command.seldom ?? [] }, ...SHARED].map(({ title, options }) => ({
    title,
    options: taken.filter((option) => options.includes(option)),
  }));
  const own = taken.filter((option) => !apart.some(({ options }) => options.includes(option)));
  return [
    [`fleetq ${command.name} ${command.usage} [OPTIONS]`],
    [`${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`, ...also],
    examplesBlock(command.examples, width),
    ...(everything
      ? groupBlocks(taken, width)
      : [optionBlock('Options:', own, width), apartBlock(command, apart, width)]),
    readOn(command, width),
  ];
}

/** Options by what they are about. */
function groupBlocks(options: readonly Option<unknown>[], width: number): readonly Block[] {
  return OPTION_GROUPS.map(({ title, group }) =>
    optionBlock(
      `${title}:`,
      options.filter((option) => option.group === group),
      width,
    ),
  );
}

interface NamedOptions {
  readonly title: string;
  readonly options: readonly Option<unknown>[];
}

/** What one learns once, for all commands. */
const SHARED: readonly NamedOptions[] = [
  { title: 'selection', options: SELECTION_OPTIONS },
  { title: 'output', options: OUTPUT_OPTIONS },
  { title: 'fleet', options: FLEET_OPTIONS },
  { title: 'general', options: GENERAL_OPTIONS },
];

function apartBlock({ name }: Command, groups: readonly NamedOptions[], width: number): Block {
  const taken = groups.filter(({ options }) => options.length > 0);
  const entries = taken.map(({ title, options }) => ({ term: title, meaning: optionNames(options) }));
  return [`And, described by fleetq ${name} --help all:`, ...entryLines(entries, width)];
}

function readOn({ name, readOn: topics }: Command, width: number): Block {
  const pages = [...topics, `docs/commands/${name}.md`].map((page) => `fleetq help ${page}`);
  return wrappedWhole(`Read on: ${pages.map(unbroken).join(', ')}`, width);
}
