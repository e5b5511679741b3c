import yargs, { type Options } from 'yargs';
import { EXIT } from '../errors.js';
import { GENERAL_OPTIONS } from './arguments/options.js';
import type { Option } from './arguments/option.js';
import type { Command, Run } from './command.js';
import { COMMANDS } from './commands.js';

const WIDEST = 100;

/** Help for one command, or for all of fleetq; yargs lays it out from the same tables that the parser reads. */
export function helpRun(topic: Command | undefined): Run {
  return async (_args, { stdout }) => {
    const width = Math.min(stdout.columns ?? 80, WIDEST);
    const page = yargs([]).scriptName('fleetq').locale('en').help(false).version(false).wrap(width);
    const text = await (topic === undefined ? overview(page) : commandPage(page, topic)).getHelp();
    return { output: `${text}\n`, notices: [], exitCode: EXIT.done };
  };
}

type Page = ReturnType<typeof yargs>;

function overview(page: Page): Page {
  page.usage('fleetq COMMAND [OPTIONS]\n\nAsks questions of a whole fleet of connectors.');
  for (const command of COMMANDS) page.command(`${command.name} ${positionals(command)}`.trim(), command.summary);
  page.example(COMMANDS.flatMap(({ examples }) => examples.slice(0, 1)).slice(0, 6).map(({ command, shows }) => [command, shows]));
  addOptions(page, GENERAL_OPTIONS);
  return page.epilogue('fleetq COMMAND --help shows the options of a command.\nThe form of the migration guide works too: fleetq connectors OPTIONS list');
}

function commandPage(page: Page, command: Command): Page {
  const aliases = command.aliases === undefined ? '' : `\nAlso: ${command.aliases.join(', ')}`;
  page.usage(`fleetq ${command.name} ${command.usage} [OPTIONS]\n\n${sentence(command.summary)}${aliases}`);
  addOptions(page, [...command.options, ...GENERAL_OPTIONS]);
  return page.example(command.examples.map(({ command: line, shows }) => [line, shows]));
}

/** In yargs' own notation, so that its help does not trip over ours. */
function positionals({ usage }: Command): string {
  return usage.replace(/\[([^\]…]+)…\]/, '[$1..]').replace(/(^| )([A-Z][A-Z-]*)…/, '$1<$2..>').replace(/(^| )([A-Z][A-Z-]*)(?= |$)/g, '$1<$2>');
}

function addOptions(page: Page, options: readonly Option<unknown>[]): void {
  for (const option of options) page.option(option.negatable ? `no-${option.name}` : option.name, yargsOption(option));
}

function yargsOption(option: Option<unknown>): Options {
  const group = option.group === 'Command' ? 'This command:' : `${option.group}:`;
  const describe = option.describe.replace(/^--no-\S+ /, '');
  const alias = { alias: [...(option.short === undefined ? [] : [option.short]), ...(option.aliases ?? [])] };
  if (option.value === null) return { group, describe, type: 'boolean', ...alias };
  return { group, describe, type: 'string', ...alias, ...(option.choices === undefined ? {} : { choices: option.choices }) };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
