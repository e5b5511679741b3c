import { type ParseArgsConfig, parseArgs } from 'node:util';
import { FleetqError } from '../../errors.js';
import { nearest } from '../../text/nearest.js';
import type { Option } from './option.js';

type AnyOption = Option<unknown>;

/** The command line, taken apart: what was given for each option as written, and the rest in its order. */
export class Arguments {
  constructor(
    private readonly written: ReadonlyMap<string, readonly string[]>,
    readonly positionals: readonly string[],
  ) {}

  get<T>(option: Option<T>): T {
    return option.read(this.written.get(option.name) ?? []);
  }

  /** Whether the option stands on the command line at all. */
  has(option: AnyOption): boolean {
    return this.written.has(option.name);
  }

  /** Names of the options that were given. */
  given(): readonly string[] {
    return [...this.written.keys()];
  }

  /** The same options with other positionals. */
  withPositionals(positionals: readonly string[]): Arguments {
    return new Arguments(this.written, positionals);
  }

  /** The same command line with values added to one option. */
  withValues(option: AnyOption, values: readonly string[]): Arguments {
    const all = [...(this.written.get(option.name) ?? []), ...values];
    return all.length === 0 ? this : new Arguments(new Map([...this.written, [option.name, all]]), this.positionals);
  }
}

/**
 * Takes the command line apart. A value is whatever follows its option, a leading `-` included (`--sort -version`).
 * Node's own parser does this work because the command line is parsed on every run, and it costs nothing to load.
 */
export function parseArguments(argv: readonly string[], known: readonly AnyOption[]): Arguments {
  const byName = new Map(known.flatMap((option) => longNames(option).map((name) => [name, option] as const)));
  const { tokens } = parseArgs({
    args: [...argv],
    options: parserOptions(known),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const written = new Map<string, readonly string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const [name, value] = optionGiven(token.name, token.rawName, token.value, byName);
    written.set(name, [...(written.get(name) ?? []), value]);
  }
  return new Arguments(written, positionals);
}

function parserOptions(known: readonly AnyOption[]): NonNullable<ParseArgsConfig['options']> {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const option of known) {
    const type = option.value === null ? 'boolean' : 'string';
    for (const name of longNames(option)) options[name] = { type, multiple: true };
    options[option.name] = { type, multiple: true, ...(option.short === undefined ? {} : { short: option.short }) };
    if (option.negatable) options[`no-${option.name}`] = { type: 'boolean', multiple: true };
  }
  return options;
}

function optionGiven(
  name: string,
  rawName: string,
  value: string | undefined,
  known: ReadonlyMap<string, AnyOption>,
): [string, string] {
  const negated = name.startsWith('no-') ? known.get(name.slice(3)) : undefined;
  if (negated?.negatable === true) {
    if (value !== undefined) throw noValue(rawName, value);
    return [negated.name, 'false'];
  }
  const option = known.get(name);
  if (option === undefined) throw unknownOption(rawName, known);
  if (option.value === null) {
    if (value !== undefined) throw noValue(rawName, value);
    return [option.name, 'true'];
  }
  if (value === undefined)
    throw new FleetqError('usage', `${rawName} needs a value`, [
      `write ${rawName}${rawName.startsWith('--') ? '=' : ' '}${option.value}`,
    ]);
  return [option.name, value];
}

function longNames({ name, aliases = [] }: AnyOption): readonly string[] {
  return [name, ...aliases];
}

function noValue(rawName: string, value: string): FleetqError {
  return new FleetqError('usage', `${rawName} takes no value, but was given \`${value}\``, [`write ${rawName} alone`]);
}

function unknownOption(rawName: string, known: ReadonlyMap<string, AnyOption>): FleetqError {
  const names = [...known.values()].flatMap((option) => [
    ...longNames(option).map((name) => `--${name}`),
    ...(option.negatable ? [`--no-${option.name}`] : []),
  ]);
  const meant = nearest(rawName, names);
  const hints = [meant === undefined ? 'fleetq --help lists the options' : `did you mean \`${meant}\`?`];
  if (!rawName.startsWith('--')) hints.push('a name or query that starts with `-` goes behind `--`');
  return new FleetqError('usage', `unknown option \`${rawName}\``, hints);
}
