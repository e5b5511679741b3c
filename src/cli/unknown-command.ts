import { FleetqError } from '../errors.js';
import { namesMeant } from '../selection/names.js';
import { didYouMean, nearest } from '../text/nearest.js';
import { shellQuoted } from '../text/shell-quoted.js';
import type { Arguments } from './arguments/parse.js';
import { COMMAND_GUESSES, UNSUPPORTED_COMMANDS } from './command-guesses.js';
import type { Run } from './command.js';
import { COMMANDS } from './commands.js';
import type { CliContext } from './context.js';
import { fleetWords, looksLikePath, looksLikeQuery } from './fleet-words.js';
import { guessHint, writeInstead } from './guess.js';
import { TOPICS, documentOf } from './help/topics.js';

const COMMAND_LIST = `commands: ${COMMANDS.map(({ name }) => name).join(', ')}`;

/** Says that a word is no command, and what to write instead: the fleet is asked what it knows by that word. */
export function unknownCommandRun(word: string): Run {
  return async (args, context) => {
    if (UNSUPPORTED_COMMANDS.includes(word.replaceAll('_', '-')))
      throw new FleetqError('usage', `\`${word}\` is a command of airbyte-ci and no part of fleetq`, [
        'fleetq reads metadata, checks connectors and migrates them to the base image; it builds, tests and publishes nothing',
        COMMAND_LIST,
      ]);
    const hints = await hintsFor(word, args, context);
    throw new FleetqError('usage', `unknown command \`${word}\``, [...hints, COMMAND_LIST]);
  };
}

/** The same for a word that there is no help for. */
export function unknownTopic(word: string): FleetqError {
  const topics = TOPICS.map(({ name }) => name);
  const guess = guessHint(word, [], COMMAND_GUESSES);
  const meant = nearest(word, [...commandNames(), ...TOPICS.flatMap(({ name, aliases }) => [name, ...aliases])]);
  return new FleetqError('usage', `there is no help for \`${word}\``, [
    ...(guess.length > 0 ? guess : didYouMean(meant)),
    `topics: ${topics.join(', ')}`,
    COMMAND_LIST,
  ]);
}

async function hintsFor(word: string, args: Arguments, context: CliContext): Promise<readonly string[]> {
  const guess = guessHint(word.toLowerCase(), args.positionals, COMMAND_GUESSES);
  if (guess.length > 0) return guess;
  if (documentOf(word) !== undefined) return [writeInstead([`fleetq help ${word}`])];
  if (looksLikePath(word)) return [writeInstead(['fleetq show NAME'], [word])];
  if (looksLikeQuery(word)) return [writeInstead(['fleetq list -q QUERY'], [word])];
  const { connectors, savedQueries } = await fleetWords(args, context);
  const [meant, ...others] = connectors.includes(word)
    ? [word]
    : namesMeant(word, [...commandNames(), ...savedQueries, ...connectors]);
  if (meant !== undefined && connectors.includes(meant))
    return [writeInstead([meant, ...others].map((name) => `fleetq show ${shellQuoted(name)}`))];
  if (meant !== undefined && savedQueries.includes(meant)) return [writeInstead([`fleetq list ${meant}`])];
  if (meant !== undefined) return didYouMean(meant);
  // Another fleet may have it.
  return /^(?:source|destination)-./.test(word) ? [writeInstead(['fleetq show NAME'], [word])] : [];
}

function commandNames(): readonly string[] {
  return COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
}
