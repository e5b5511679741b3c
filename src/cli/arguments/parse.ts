import yargs, { type Argv } from 'yargs';
import { FleetqError } from '../../errors.js';
import { nearest } from '../../text/nearest.js';
import { guessHint } from '../guess.js';
import type { Option } from './option.js';
import { optionGuesses } from './option-guesses.js';

type AnyOption = Option<unknown>;

/** The parsed command line: what was written for each option, and the positionals in their order. */
export class Arguments {
  constructor(
    private readonly written: ReadonlyMap<string, readonly string[]>,
    readonly positionals: readonly string[],
  ) {}

  get<T>(option: Option<T>): T {
    return option.read(this.valuesOf(option));
  }

  /** The values as written, in their order; `true` or `false` for flags. */
  valuesOf(option: AnyOption): readonly string[] {
    return this.written.get(option.name) ?? [];
  }

  has(option: AnyOption): boolean {
    return this.written.has(option.name);
  }

  /** Names of the options that were given, in their order. */
  given(): readonly string[] {
    return [...this.written.keys()];
  }

  withPositionals(positionals: readonly string[]): Arguments {
    return new Arguments(this.written, positionals);
  }

  /** The same command line with values added to one option. */
  withValues(option: AnyOption, values: readonly string[]): Arguments {
    const all = [...this.valuesOf(option), ...values];
    return all.length === 0 ? this : new Arguments(new Map([...this.written, [option.name, all]]), this.positionals);
  }
}

export interface ParsedLine {
  /** Whatever could be read, even if there is a problem. */
  readonly args: Arguments;
  /** An unknown option, a missing value, or a value for a flag. */
  readonly problem: FleetqError | undefined;
}

/** Parses a command line. The word after an option that takes a value is its value, even if it starts with `-`. */
export function parseArguments(argv: readonly string[], known: readonly AnyOption[]): ParsedLine {
  const words = splitShortOptions(argv, known);
  let failure: string | undefined;
  const parsed = parserFor(known)
    .fail((message) => (failure ??= message))
    .parseSync(words);
  return {
    args: argumentsFrom(parsed),
    problem:
      optionProblem(parsed, words, known) ?? (failure === undefined ? undefined : valueProblem(failure, words, known)),
  };
}

/** Completes the last of the words. `candidates` gets the line parsed as far as possible, whatever is wrong with it. */
export async function completeArguments(
  words: readonly string[],
  known: readonly AnyOption[],
  candidates: (args: Arguments) => Promise<string[]>,
): Promise<readonly string[]> {
  return parserFor(known)
    .completion('completion', false, (_last: string, parsed: Parsed) => candidates(argumentsFrom(parsed)))
    .getCompletion(splitShortOptions(words, known));
}

type Parsed = Readonly<Record<string, unknown>>;

/**
 * yargs with every option of the table. Commands are found by name afterwards: after a command's handler, yargs renders
 * the whole help. Options are set in bulk: `.option()` for each takes three times as long.
 */
function parserFor(known: readonly AnyOption[]): Argv {
  const others = ({ short, aliases = [] }: AnyOption) => (short === undefined ? aliases : [short, ...aliases]);
  return yargs()
    .locale('en')
    .exitProcess(false)
    .help(false)
    .version(false)
    .parserConfiguration({
      'camel-case-expansion': false,
      'dot-notation': false,
      'greedy-arrays': false,
      'nargs-eats-options': true,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'populate--': true,
      'strip-aliased': true,
      // As written, for our own message; and yargs fails for names such as `--constructor`.
      'unknown-options-as-args': true,
    })
    .string(known.filter((option) => !isFlag(option)).map(({ name }) => name))
    .boolean(known.filter(isFlag).map(({ name }) => name))
    .nargs(Object.fromEntries(known.map((option) => [option.name, isFlag(option) ? 0 : 1])))
    .alias(
      Object.fromEntries(
        known.map((option) => [option.name, others(option)] as const).filter(([, names]) => names.length > 0),
      ),
    );
}

/** Writes `-qVALUE` as `-q VALUE`: yargs would read it as a group of flags. */
function splitShortOptions(argv: readonly string[], known: readonly AnyOption[]): readonly string[] {
  const letters = (options: readonly AnyOption[]): string => options.map(({ short = '' }) => short).join('');
  const valued = known.filter((option) => !isFlag(option));
  const short = new RegExp(`^(-[${letters(known.filter(isFlag))}]*[${letters(valued)}])([^=].*)?$`, 's');
  const long = new Set(valued.flatMap(longSpellings));
  const wholeWords = new Map(
    known.flatMap(({ name, words = {} }) => Object.entries(words).map(([word, value]) => [word, `--${name}=${value}`])),
  );
  let isValue = false;
  let ended = false;
  return argv.flatMap((word) => {
    if (ended || isValue) {
      isValue = false;
      return [word];
    }
    const whole = wholeWords.get(word);
    if (whole !== undefined) return [whole];
    const [, option, value] = short.exec(word) ?? [];
    ended = word === '--';
    isValue = long.has(word) || (option !== undefined && value === undefined);
    return option !== undefined && value !== undefined ? [option, value] : [word];
  });
}

function argumentsFrom({ _: words, '--': rest, $0: _program, ...options }: Parsed): Arguments {
  return new Arguments(new Map(Object.entries(options).map(([name, value]) => [name, texts(value)])), [
    ...texts(words).filter((word) => !isOption(word)),
    ...texts(rest),
  ]);
}

/** yargs gives one value as itself, and several as an array. */
function texts(value: unknown): readonly string[] {
  return [value].flat().flatMap((item) => (typeof item === 'string' || typeof item === 'boolean' ? String(item) : []));
}

function isOption(word: string): boolean {
  return word.startsWith('-') && word !== '-';
}

/** An option that does not exist: yargs leaves it among the positionals, or makes options of its letters (`-name`). */
function optionProblem(parsed: Parsed, words: readonly string[], known: readonly AnyOption[]): FleetqError | undefined {
  const { _: positionals, '--': _rest, $0: _program, ...options } = parsed;
  const word = texts(positionals).find(isOption);
  if (word?.startsWith('--')) {
    const [written = word, ...value] = word.split('=');
    const isNegation = known.some(
      ({ name, negatable, words = {} }) => (negatable === true && written === `--no-${name}`) || written in words,
    );
    return isNegation ? unexpectedValue(written, value.join('='), known) : unknownOption(written, words, known);
  }
  const letters = word === undefined ? Object.keys(options) : Array.from(word.slice(1));
  const letter = letters.find((key) => known.every(({ name, short }) => key !== name && key !== short));
  // yargs takes `--sort-by` for an option of its own where there is a `--sort`.
  const isLong = words.some((other) => other.split('=', 1)[0] === `--${letter ?? ''}`);
  if (letter !== undefined) return unknownOption(`${isLong ? '--' : '-'}${letter}`, words, known);
  const denied = known.find(({ name, negatable }) => negatable !== true && options[name] === false);
  return denied === undefined ? undefined : unknownOption(`--no-${denied.name}`, words, known);
}

/** Turns yargs' two complaints about values into ours. */
function valueProblem(failure: string, words: readonly string[], known: readonly AnyOption[]): FleetqError {
  const [, problem, key] = /^(Not enough arguments following|Argument unexpected for): (.+)$/.exec(failure) ?? [];
  if (key === undefined) return new FleetqError('usage', failure);
  const written = key.length === 1 ? `-${key}` : `--${key}`;
  if (problem === 'Argument unexpected for') {
    const word = words.find((other) => other.startsWith(`${written}=`)) ?? '';
    return unexpectedValue(written, word.slice(written.length + 1), known);
  }
  const option = known.find((other) => other.short === key || longSpellings(other).includes(written));
  return new FleetqError('usage', `${written} needs a value`, [
    `write ${written}${written.startsWith('--') ? '=' : ' '}${option?.value ?? 'VALUE'}`,
  ]);
}

function unexpectedValue(written: string, value: string, known: readonly AnyOption[]): FleetqError {
  const guess = guessHint(`${written}=${value}`, [], optionGuesses(known));
  return new FleetqError(
    'usage',
    `${written} takes no value, but was given \`${value}\``,
    guess.length > 0 ? guess : [`write ${written} alone`],
  );
}

function unknownOption(written: string, words: readonly string[], known: readonly AnyOption[]): FleetqError {
  const problem = `unknown option \`${written}\``;
  const guess = guessHint(written, valueBehind(written, words), optionGuesses(known));
  // Letters of a word with one dash, such as `-version`, are no guesses.
  if (guess.length > 0 && words.some((word) => word.split('=', 1)[0] === written))
    return new FleetqError('usage', problem, guess);
  const meant = nearest(
    written,
    known.flatMap((option) => [
      ...longSpellings(option),
      ...(option.negatable ? [`--no-${option.name}`] : []),
      ...Object.keys(option.words ?? {}),
    ]),
  );
  const hints = [meant === undefined ? 'fleetq --help lists the options' : `did you mean \`${meant}\`?`];
  if (!written.startsWith('--')) hints.push('a name or query that starts with `-` goes behind `--`');
  return new FleetqError('usage', problem, hints);
}

/** What was probably meant as the value of an option that is not known. */
function valueBehind(written: string, words: readonly string[]): readonly string[] {
  const index = words.findIndex((word) => word === written || word.startsWith(`${written}=`));
  const [, ...attached] = (words[index] ?? '').split('=');
  if (attached.length > 0) return [attached.join('=')];
  const next = words[index + 1];
  return index < 0 || next === undefined || isOption(next) ? [] : [next];
}

function isFlag({ value }: AnyOption): boolean {
  return value === null;
}

function longSpellings({ name, aliases = [] }: AnyOption): readonly string[] {
  return [name, ...aliases].map((spelling) => `--${spelling}`);
}
