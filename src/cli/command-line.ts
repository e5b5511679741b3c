import { FleetqError } from '../errors.js';
import { didYouMean, nearest } from '../text/nearest.js';
import { GENERAL_OPTIONS, help, version } from './arguments/options.js';
import { type Arguments, type ParsedLine, parseArguments } from './arguments/parse.js';
import type { Command, Run } from './command.js';
import { COMMANDS, COMPLETE, EVERY_OPTION, HELP, LEGACY_PREFIX } from './commands.js';

export function parseCommandLine(argv: readonly string[]): ParsedLine {
  return parseArguments(argv, EVERY_OPTION);
}

/** What to run, and with which arguments. Throws a `usage` error for a command line that cannot be run. */
export async function commandFor({ args, problem }: ParsedLine): Promise<{ run: Run; args: Arguments }> {
  if (problem !== undefined) throw problem;
  const [word, ...rest] = args.positionals[0] === LEGACY_PREFIX ? args.positionals.slice(1) : args.positionals;
  const own = args.withPositionals(rest);
  if (word === COMPLETE) return { run: (await import('./completion/complete.js')).run, args: own };
  if (args.get(version)) return { run: (await import('./version.js')).run, args: own };
  const topic = word === HELP ? rest[0] : word;
  const command = topic === undefined ? undefined : commandNamed(topic);
  if (command === undefined || word === HELP || args.get(help)) {
    const { helpRun } = await import('./help.js');
    return { run: helpRun(command), args: own };
  }
  checkOptions(command, args);
  checkPositionals(command, rest);
  return { run: (await command.load()).run, args: own };
}

function commandNamed(word: string): Command {
  const command = COMMANDS.find(({ name, aliases = [] }) => name === word || aliases.includes(word));
  if (command !== undefined) return command;
  const list = `commands: ${COMMANDS.map(({ name }) => name).join(', ')}`;
  if (UNSUPPORTED_COMMANDS.includes(word.replaceAll('_', '-')))
    throw new FleetqError('usage', `\`${word}\` is a command of airbyte-ci and no part of fleetq`, [
      'fleetq reads metadata, checks, migrates and builds connectors; it tests and publishes nothing',
      list,
    ]);
  const names = COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  throw new FleetqError('usage', `unknown command \`${word}\``, [...didYouMean(nearest(word, names)), list]);
}

/** Every option is known to the parser wherever it stands; here those of other commands are refused. */
function checkOptions(command: Command, args: Arguments): void {
  const accepted = new Set([...GENERAL_OPTIONS, ...command.options].map(({ name }) => name));
  const foreign = args.given().find((name) => !accepted.has(name));
  if (foreign === undefined) return;
  const owners = COMMANDS.filter(({ options }) => options.some(({ name }) => name === foreign)).map(({ name }) => name);
  throw new FleetqError('usage', `\`${command.name}\` does not take --${foreign}`, [
    `it belongs to ${owners.join(', ')}`,
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

/** Commands of airbyte-ci that fleetq does not have: whoever types one has the wrong program, not a typo. */
const UNSUPPORTED_COMMANDS = [
  'bump-version',
  'changelog',
  'format',
  'generate-erd',
  'metadata',
  'migrate-to-inline-schemas',
  'migrate-to-logging-logger',
  'migrate-to-manifest-only',
  'migrate-to-poetry',
  'poetry',
  'publish',
  'pull-request',
  'push-baseline-image',
  'set-minimum-cdk-version',
  'test',
  'tests',
  'up-to-date',
  'update',
  'upgrade-base-image',
  'upgrade-cdk',
];
