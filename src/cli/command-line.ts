import { FleetqError } from '../errors.js';
import { GENERAL_OPTIONS, help, version } from './arguments/options.js';
import { type Arguments, type ParsedLine, parseArguments } from './arguments/parse.js';
import type { Command, Run } from './command.js';
import { ALL, COMMANDS, COMPLETE, EVERY_OPTION, HELP, LEGACY_PREFIX, VERSION } from './commands.js';
import { documentOf } from './help/topics.js';

export function parseCommandLine(argv: readonly string[]): ParsedLine {
  return parseArguments(argv, EVERY_OPTION);
}

/** What to run, and with which arguments. Throws a `usage` error for a command line that cannot be run. */
export async function commandFor({ args, problem }: ParsedLine): Promise<{ run: Run; args: Arguments }> {
  if (problem !== undefined) throw problem;
  const words = args.positionals[0] === LEGACY_PREFIX ? args.positionals.slice(1) : args.positionals;
  const [word, ...rest] = words;
  const own = args.withPositionals(rest);
  if (word === COMPLETE) return { run: (await import('./completion/complete.js')).run, args: own };
  if (args.get(version) || word === VERSION) return { run: (await import('./version.js')).run, args: own };
  if (word === undefined || args.get(help) || words.includes(HELP)) return { run: await helpFor(words), args: own };
  const command = commandNamed(word);
  if (command === undefined) return { run: (await import('./unknown-command.js')).unknownCommandRun(word), args: own };
  checkOptions(command, args);
  checkPositionals(command, rest);
  return { run: (await command.load()).run, args: own };
}

/** `help TOPIC`, `COMMAND help`, `COMMAND --help`, each with `all` or without. */
async function helpFor(words: readonly string[]): Promise<Run> {
  const [topic] = words.filter((word) => word !== HELP && word !== ALL);
  const command = topic === undefined ? undefined : commandNamed(topic);
  if (topic !== undefined && command === undefined) {
    const document = documentOf(topic);
    if (document === undefined) throw (await import('./unknown-command.js')).unknownTopic(topic);
    return (await import('./help/document.js')).documentRun(document);
  }
  return (await import('./help/pages.js')).helpRun(command, words.includes(ALL));
}

function commandNamed(word: string): Command | undefined {
  return COMMANDS.find(({ name, aliases = [] }) => name === word || aliases.includes(word));
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
