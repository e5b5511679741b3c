import { FleetqError } from '../errors.js';
import { didYouMean, nearest } from '../text/nearest.js';
import type { Option } from './arguments/option.js';
import { GENERAL_OPTIONS, help, version } from './arguments/options.js';
import { type Arguments, parseArguments } from './arguments/parse.js';
import type { Command } from './command.js';
import { COMMANDS, LEGACY_PREFIX } from './commands.js';
import type { CliContext } from './context.js';
import { isUnsupportedCommand } from './unsupported-commands.js';

/** `fleetq help COMMAND`. */
const HELP = 'help';

/** What the completion scripts call; no command for people. */
const COMPLETE = 'complete';

/** Finds the command that a command line asks for, and checks its options against what the command takes. */
export async function parseCommandLine(
  argv: readonly string[],
  _environment: CliContext,
): Promise<{ command: Command; args: Arguments }> {
  const args = parseArguments(argv, everyOption());
  const [word, ...rest] = args.positionals[0] === LEGACY_PREFIX ? args.positionals.slice(1) : args.positionals;
  if (word === COMPLETE)
    return { command: builtIn((await import('./completion/run.js')).run), args: args.withPositionals(rest) };
  if (args.get(version)) return { command: builtIn((await import('./version.js')).run), args };
  const command = word === undefined || word === HELP ? undefined : commandNamed(word);
  if (args.get(help) || word === HELP) {
    const topic = word === HELP && rest[0] !== undefined ? commandNamed(rest[0]) : command;
    const { helpRun } = await import('./help.js');
    return { command: builtIn(helpRun(topic)), args };
  }
  if (command === undefined)
    throw new FleetqError('usage', 'no command given', [
      `commands: ${COMMANDS.map(({ name }) => name).join(', ')}`,
      'fleetq --help shows what each does',
    ]);
  checkOptions(command, args);
  checkPositionals(command, rest);
  return { command, args: args.withPositionals(rest) };
}

function builtIn(run: Awaited<ReturnType<Command['load']>>['run']): Command {
  return {
    name: '',
    summary: '',
    usage: '',
    positionals: { least: 0, most: Infinity },
    options: [],
    examples: [],
    load: () => Promise.resolve({ run }),
  };
}

function everyOption(): readonly Option<unknown>[] {
  return [...new Set([...GENERAL_OPTIONS, ...COMMANDS.flatMap((command) => command.options)])];
}

function commandNamed(word: string): Command {
  const command = COMMANDS.find(({ name, aliases = [] }) => name === word || aliases.includes(word));
  if (command !== undefined) return command;
  if (isUnsupportedCommand(word)) {
    throw new FleetqError('usage', `\`${word}\` is a command of airbyte-ci and no part of fleetq`, [
      'fleetq reads metadata, checks connectors and migrates them to the base image; it builds, tests and publishes nothing',
      `commands: ${COMMANDS.map(({ name }) => name).join(', ')}`,
    ]);
  }
  const meant = nearest(
    word,
    COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases]),
  );
  throw new FleetqError('usage', `unknown command \`${word}\``, [
    ...didYouMean(meant),
    `commands: ${COMMANDS.map(({ name }) => name).join(', ')}`,
  ]);
}

function checkOptions(command: Command, args: Arguments): void {
  const taken = new Set([...GENERAL_OPTIONS, ...command.options].map(({ name }) => name));
  const foreign = args.given().find((name) => !taken.has(name));
  if (foreign === undefined) return;
  const takers = COMMANDS.filter(({ options }) => options.some(({ name }) => name === foreign)).map(({ name }) => name);
  throw new FleetqError('usage', `\`${command.name}\` does not take --${foreign}`, [
    `it belongs to ${takers.join(', ')}`,
    `fleetq ${command.name} --help lists what it takes`,
  ]);
}

function checkPositionals(command: Command, given: readonly string[]): void {
  const { least, most } = command.positionals;
  if (given.length >= least && given.length <= most) return;
  const problem = given.length < least ? 'needs more' : `does not take \`${given[most] ?? ''}\``;
  throw new FleetqError('usage', `\`${command.name}\` ${problem}`, [
    `usage: fleetq ${command.name} ${command.usage}`.trimEnd(),
  ]);
}
