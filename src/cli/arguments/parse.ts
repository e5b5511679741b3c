import yargs, { type Argv } from 'yargs';
import { FleetqError } from '../../errors.js';
import { nearest } from '../../text/nearest.js';
import type { Option } from './option.js';

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
    // With a callback, yargs prints nothing by itself.
    .parseSync(words, {}, () => undefined);
  return {
    args: argumentsFrom(parsed, known),
    problem: optionProblem(parsed, known) ?? (failure === undefined ? undefined : valueProblem(failure, words, known)),
  };
}

/** Completes the last of the words. `candidates` gets the line parsed as far as possible, whatever is wrong with it. */
export async function completeArguments(
  words: readonly string[],
  known: readonly AnyOption[],
  candidates: (args: Arguments) => Promise<string[]>,
): Promise<readonly string[]> {
  return parserFor(known)
    .completion('completion', false, (_last: string, parsed: Parsed) => candidates(argumentsFrom(parsed, known)))
    .getCompletion(splitShortOptions(words, known));
}

type Parsed = Readonly<Record<string, unknown>>;

// Commands are dispatched by their name instead of yargs' handlers: after a handler, yargs renders the whole help.
function parserFor(known: readonly AnyOption[]): Argv {
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
    })
    .string(known.filter((option) => !isFlag(option)).map(({ name }) => name))
    .boolean(known.filter(isFlag).map(({ name }) => name))
    .nargs(Object.fromEntries(known.map((option) => [option.name, isFlag(option) ? 0 : 1])))
    .alias(
      Object.fromEntries(
        known.flatMap(({ name, short, aliases = [] }) => {
          const others = short === undefined ? aliases : [short, ...aliases];
          return others.length === 0 ? [] : [[name, others]];
        }),
      ),
    );
}

/** Writes `-qVALUE` as `-q VALUE`: yargs would read it as a group of flags. */
function splitShortOptions(argv: readonly string[], known: readonly AnyOption[]): readonly string[] {
  const [flags, valued] = [known.filter(isFlag), known.filter((option) => !isFlag(option))];
  const letters = (options: readonly AnyOption[]): string => options.map(({ short = '' }) => short).join('');
  const stuck = new RegExp(`^(-[${letters(flags)}]*[${letters(valued)}])([^=].*)$`, 's');
  const takesValue = new Set(valued.flatMap(spellings));
  let isValue = false;
  let ended = false;
  return argv.flatMap((word) => {
    if (ended || isValue) {
      isValue = false;
      return [word];
    }
    ended = word === '--';
    isValue = takesValue.has(word);
    return stuck.exec(word)?.slice(1) ?? [word];
  });
}

function argumentsFrom(parsed: Parsed, known: readonly AnyOption[]): Arguments {
  const names = new Set(known.map(({ name }) => name));
  const options = Object.entries(parsed).filter(([name]) => names.has(name));
  return new Arguments(new Map(options.map(([name, value]) => [name, texts(value)])), [
    ...texts(parsed._),
    ...texts(parsed['--']),
  ]);
}

/** yargs gives one value as itself, and several as an array. */
function texts(value: unknown): readonly string[] {
  return [value].flat().flatMap((item) => (typeof item === 'string' || typeof item === 'boolean' ? String(item) : []));
}

const RESERVED: readonly string[] = ['_', '--', '$0'];

/** An option that does not exist. yargs' own strictness does not say how it was written, and lets `--no-FLAG` pass. */
function optionProblem(parsed: Parsed, known: readonly AnyOption[]): FleetqError | undefined {
  for (const [key, value] of Object.entries(parsed)) {
    if (RESERVED.includes(key)) continue;
    const option = known.find(({ name }) => name === key);
    if (option === undefined && known.some((other) => other.negatable && key === `no-${other.name}`))
      return unexpectedValue(dashed(key), texts(value).at(-1) ?? '');
    if (option === undefined) return unknownOption(dashed(key), known);
    if (value === false && option.negatable !== true) return unknownOption(`--no-${key}`, known);
  }
  return undefined;
}

/** Turns yargs' two complaints about values into ours. */
function valueProblem(failure: string, words: readonly string[], known: readonly AnyOption[]): FleetqError {
  const [, problem, key] = /^(Not enough arguments following|Argument unexpected for): (.+)$/s.exec(failure) ?? [];
  if (key === undefined) return new FleetqError('usage', failure);
  const written = dashed(key);
  if (problem === 'Argument unexpected for') {
    const word = words.find((other) => other.startsWith(`${written}=`)) ?? '';
    return unexpectedValue(written, word.slice(written.length + 1));
  }
  const value = known.find((option) => spellings(option).includes(written))?.value ?? 'VALUE';
  return new FleetqError('usage', `${written} needs a value`, [
    `write ${written}${written.startsWith('--') ? '=' : ' '}${value}`,
  ]);
}

function unexpectedValue(written: string, value: string): FleetqError {
  return new FleetqError('usage', `${written} takes no value, but was given \`${value}\``, [`write ${written} alone`]);
}

function unknownOption(written: string, known: readonly AnyOption[]): FleetqError {
  const names = known.flatMap((option) => [
    ...spellings(option).filter((name) => name.startsWith('--')),
    ...(option.negatable ? [`--no-${option.name}`] : []),
  ]);
  const meant = nearest(written, names);
  const hints = [meant === undefined ? 'fleetq --help lists the options' : `did you mean \`${meant}\`?`];
  if (!written.startsWith('--')) hints.push('a name or query that starts with `-` goes behind `--`');
  return new FleetqError('usage', `unknown option \`${written}\``, hints);
}

function isFlag({ value }: AnyOption): boolean {
  return value === null;
}

/** Every way to write the option, with its dashes. */
function spellings({ name, short, aliases = [] }: AnyOption): readonly string[] {
  return [name, ...aliases, ...(short === undefined ? [] : [short])].map(dashed);
}

function dashed(key: string): string {
  return key.length === 1 ? `-${key}` : `--${key}`;
}
