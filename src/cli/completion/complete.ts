import { EXIT, FleetqError } from '../../errors.js';
import { escapeControl } from '../../text/escape-control.js';
import { type Option, commaSeparated, finishedItems } from '../arguments/option.js';
import { GENERAL_OPTIONS, columns, help } from '../arguments/options.js';
import { type Arguments, completeArguments } from '../arguments/parse.js';
import type { Command, Run } from '../command.js';
import { ALL, COMMANDS, EVERY_OPTION, HELP, LEGACY_PREFIX } from '../commands.js';
import type { CliContext } from '../context.js';
import { COMPLETES, type Candidate, commands, isPlaceholder, placeholdersOf, topics } from './sources.js';

// yargs parses the unfinished line; what can stand there and the scripts in `scripts/` are ours. yargs offers neither
// values after `--name=` or a comma nor files, hides options that may be repeated, and has no script for fish.

/**
 * `complete -- SHELL WORD…`: what the scripts run at every Tab. The words are those after `fleetq`, the last one being the
 * word under the cursor. Bash passes them as they were typed, with their quotes; the others remove those of the earlier.
 */
export const run: Run = async (args, context) => {
  const [shell, ...typed] = args.positionals;
  const words = typed.map((word, index) => (shell === 'bash' || index === typed.length - 1 ? unquoted(word) : word));
  const current = words.at(-1) ?? '';
  const lines = await completeArguments([...words.slice(0, -1), current + CURSOR], EVERY_OPTION, async (parsed) =>
    answerLines(await answerFor(parsed, current, context)),
  );
  return { output: lines.map((line) => `${line}\n`).join(''), diagnostics: [], exitCode: EXIT.done };
};

/** Marks the word under the cursor, so that it can be found in the parsed line. No argument can contain it. */
const CURSOR = '\u0000';

/** What the shell offers for the word under the cursor. */
type Answer =
  /** Whole words. If it is `open`, more may follow without a blank, as in a list with commas. */
  | { readonly kind: 'words'; readonly candidates: readonly Candidate[]; readonly open?: boolean }
  /** Paths, which the shell lists itself; `before` is what precedes the path in the word. */
  | { readonly kind: 'files' | 'folders'; readonly before: string };

const NOTHING: Answer = { kind: 'words', candidates: [] };

/**
 * The answer as the scripts read it: its kind on the first line (`words` or `open`; `files` or `folders`, a tab and what
 * precedes the path), then a line for each candidate: the word, a tab and its description. Words with control characters
 * are left out.
 */
function answerLines(answer: Answer): string[] {
  if (answer.kind !== 'words') return [`${answer.kind}\t${answer.before}`];
  const safe = answer.candidates.filter(({ word }) => escapeControl(word) === word);
  const lines = safe.map(({ word, about }) => (about === undefined ? word : `${word}\t${escapeControl(about)}`));
  return [answer.open === true ? 'open' : 'words', ...lines];
}

/** Where there is no fleet there are no names: Tab shows no errors. */
async function answerFor(args: Arguments, current: string, context: CliContext): Promise<Answer> {
  try {
    return await answerAtCursor(args, current, context);
  } catch (error) {
    if (error instanceof FleetqError) return NOTHING;
    throw error;
  }
}

async function answerAtCursor(args: Arguments, current: string, context: CliContext): Promise<Answer> {
  const option = EVERY_OPTION.find((other) => args.valuesOf(other).at(-1)?.endsWith(CURSOR));
  if (option !== undefined) {
    const written = args.valuesOf(option).at(-1)?.slice(0, -CURSOR.length) ?? '';
    return valuesOf(option, current.slice(0, current.length - written.length), written, args, context);
  }
  const isPositional = args.positionals.at(-1)?.endsWith(CURSOR) ?? false;
  const positionals = isPositional ? args.positionals.slice(0, -1) : args.positionals;
  const words = positionals[0] === LEGACY_PREFIX ? positionals.slice(1) : positionals;
  const [word, ...rest] = words;
  const command = COMMANDS.find(({ name, aliases = [] }) => name === word || aliases.includes(word ?? ''));
  if (!isPositional) return { kind: 'words', candidates: optionsOf(command, args) };
  if (word === HELP || args.get(help)) return { kind: 'words', candidates: helpWords(words) };
  if (word === undefined) return { kind: 'words', candidates: firstWords() };
  const alternatives = alternativesAt(command, rest.length);
  const found = await Promise.all(alternatives.map((alternative) => positionalWords(alternative, args, context)));
  return { kind: 'words', candidates: found.flat().filter((candidate) => !rest.includes(candidate.word)) };
}

/** What can follow `help` and `--help`: what to show, then whether all of it. */
function helpWords(words: readonly string[]): readonly Candidate[] {
  const shown = words.filter((word) => word !== HELP);
  const all = { word: ALL, about: 'every option, also those that commands share' };
  if (shown.includes(ALL)) return [];
  return shown.length > 0 ? [all] : [...commands(), ...topics(), all];
}

function firstWords(): readonly Candidate[] {
  return [
    ...commands(),
    { word: HELP, about: 'show the help of a command, or a page of the documentation' },
    { word: LEGACY_PREFIX, about: "the migration guide's word in front of a command" },
  ];
}

/** Options that are not given yet, or that may be repeated. */
function optionsOf(command: Command | undefined, args: Arguments): readonly Candidate[] {
  const accepted = command === undefined ? EVERY_OPTION : [...new Set([...command.options, ...GENERAL_OPTIONS])];
  return accepted
    .filter((option) => option.repeatable || !args.has(option))
    .flatMap(({ name, aliases = [], negatable, words = {}, describe }) => {
      const spellings = (negatable ? [`no-${name}`] : [name, ...aliases]).map((spelling) => `--${spelling}`);
      const distinct = [...new Set([...spellings, ...Object.keys(words)])];
      return distinct.map((word) => ({ word, about: describe.replace(/^--no-\S+ /, '') }));
    });
}

/** @param before what precedes the value in the word under the cursor, such as `--name=` */
async function valuesOf(
  option: Option<unknown>,
  before: string,
  written: string,
  args: Arguments,
  context: CliContext,
): Promise<Answer> {
  if (option.choices !== undefined) {
    const candidates = option.choices.map((word) => ({ word }));
    return option.repeatable ? listItems(before, written, candidates) : prefixed(before, candidates);
  }
  const source = COMPLETES[option.value ?? ''] ?? 'nothing';
  if (source === 'nothing') return NOTHING;
  if (source === 'files' || source === 'folders') return { kind: source, before };
  const candidates = await source(args, context);
  if (option.value !== 'A,B')
    return prefixed(option.value === 'FIELD' && written.startsWith('-') ? `${before}-` : before, candidates);
  const help =
    option === columns && finishedItems(written) === '' ? [{ word: 'help', about: 'list every column' }] : [];
  return listItems(before, written, [...help, ...candidates]);
}

function prefixed(before: string, candidates: readonly Candidate[], open = false): Answer {
  return { kind: 'words', candidates: candidates.map((found) => ({ ...found, word: before + found.word })), open };
}

/** Completes the part after the last comma with what the list does not contain yet. */
function listItems(before: string, written: string, candidates: readonly Candidate[]): Answer {
  const items = finishedItems(written);
  const had = new Set(commaSeparated(items));
  return prefixed(
    before + items,
    candidates.filter(({ word }) => !had.has(word)),
    true,
  );
}

function alternativesAt(command: Command | undefined, index: number): readonly string[] {
  const placeholders = placeholdersOf(command?.usage ?? '');
  return (placeholders[index] ?? placeholders.findLast(({ repeats }) => repeats))?.alternatives ?? [];
}

async function positionalWords(
  alternative: string,
  args: Arguments,
  context: CliContext,
): Promise<readonly Candidate[]> {
  if (!isPlaceholder(alternative)) return [{ word: alternative }];
  const source = COMPLETES[alternative];
  return typeof source === 'function' ? source(args, context) : [];
}

/** Removes the quotes and backslashes of a word as the shell would; `~` and variables stay. */
export function unquoted(word: string): string {
  let result = '';
  let quote = '';
  for (let index = 0; index < word.length; index++) {
    const character = word.charAt(index);
    const next = word[index + 1];
    if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
    else if (character === '\\' && next !== undefined && (quote === '' || (quote === '"' && '"\\$`'.includes(next)))) {
      result += next;
      index++;
    } else result += character;
  }
  return result;
}
