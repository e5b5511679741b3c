import type { Option } from '../arguments/option.js';
import { GENERAL_OPTIONS } from '../arguments/options.js';
import type { Command } from '../command.js';
import { COMMANDS, LEGACY_PREFIX } from '../commands.js';

/** `fleetq help COMMAND`. */
export const HELP = 'help';

/** An unfinished command line, as far as completion has to understand it. */
export interface Line {
  /** The command, where one is named already. */
  readonly command: Command | undefined;
  /** Whether help is asked for, so that a command follows as a word. */
  readonly topic: boolean;
  /** What stands after the command and belongs to no option. */
  readonly positionals: readonly string[];
  /** Values of the options that were given, by option name; flags have none. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly place: Place;
}

/** What the word under the cursor is going to be, and what of it is written. */
export type Place =
  | { readonly kind: 'command' | 'option' | 'positional'; readonly written: string }
  /** `before` is what the word holds in front of the value, such as `--name=`. */
  | { readonly kind: 'value'; readonly option: Option<unknown>; readonly before: string; readonly written: string };

/** Reads the words after `fleetq`, the last one being the word under the cursor. Nothing is ever refused here. */
export function readLine(words: readonly string[]): Line {
  const earlier = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  const positionals: string[] = [];
  const given = new Map<string, string[]>();
  let expecting: Option<unknown> | undefined;
  let onlyPositionals = false;

  for (const word of earlier) {
    if (expecting !== undefined) {
      given.get(expecting.name)?.push(word);
      expecting = undefined;
    } else if (onlyPositionals || !isOption(word)) positionals.push(word);
    else if (word === '--') onlyPositionals = true;
    else {
      const { option, value } = optionIn(word);
      if (option === undefined) continue;
      const values = given.get(option.name) ?? [];
      given.set(option.name, value === undefined ? values : [...values, value]);
      if (value === undefined && option.value !== null) expecting = option;
    }
  }

  const named = positionals[0] === LEGACY_PREFIX ? positionals.slice(1) : positionals;
  const command = COMMANDS.find(({ name, aliases = [] }) => name === named[0] || aliases.includes(named[0] ?? ''));
  const place = placeOf(current, expecting, onlyPositionals, named.length === 0);
  return { command, topic: named[0] === HELP, positionals: named.slice(1), given, place };
}

function placeOf(
  current: string,
  expecting: Option<unknown> | undefined,
  onlyPositionals: boolean,
  noCommand: boolean,
): Place {
  if (expecting !== undefined) return { kind: 'value', option: expecting, before: '', written: current };
  if (!onlyPositionals && current.startsWith('-')) {
    const { option, value, before } = optionIn(current);
    if (typeof option?.value === 'string' && value !== undefined)
      return { kind: 'value', option, before, written: value };
    return { kind: 'option', written: current };
  }
  return { kind: noCommand ? 'command' : 'positional', written: current };
}

function isOption(word: string): boolean {
  return word.startsWith('-') && word !== '-';
}

interface WrittenOption {
  readonly option: Option<unknown> | undefined;
  readonly value?: string;
  /** The word up to the value. */
  readonly before: string;
}

/** Takes `--name`, `--name=value`, `-q` or `-qvalue` apart. */
function optionIn(word: string): WrittenOption {
  const options = [...GENERAL_OPTIONS, ...COMMANDS.flatMap((command) => command.options)];
  if (!word.startsWith('--')) {
    const option = options.find(({ short }) => short === word[1]);
    return word.length > 2 ? { option, value: word.slice(2), before: word.slice(0, 2) } : { option, before: word };
  }
  const equals = word.indexOf('=');
  const name = equals === -1 ? word.slice(2) : word.slice(2, equals);
  const option = options.find((known) => spellings(known).includes(name));
  return equals === -1
    ? { option, before: word }
    : { option, value: word.slice(equals + 1), before: word.slice(0, equals + 1) };
}

function spellings({ name, aliases = [], negatable }: Option<unknown>): readonly string[] {
  return [name, ...aliases, ...(negatable === true ? [`no-${name}`] : [])];
}
