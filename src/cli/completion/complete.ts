import type { Option } from '../arguments/option.js';
import { GENERAL_OPTIONS, columns } from '../arguments/options.js';
import type { Command } from '../command.js';
import { COMMANDS, LEGACY_PREFIX } from '../commands.js';
import type { CliContext } from '../context.js';
import { type Answer, type Candidate, NOTHING } from './answer.js';
import { HELP, type Line, type Place, readLine } from './line.js';
import { COMPLETES, isPlaceholder, placeholdersOf } from './placeholders.js';
import { SOURCES } from './sources.js';

/** What can stand at the cursor. `words` are those after `fleetq`, the last one being the word under the cursor. */
export async function complete(words: readonly string[], environment: CliContext): Promise<Answer> {
  const line = readLine(words);
  switch (line.place.kind) {
    case 'command':
      return closed([
        ...(await SOURCES.commands(line, environment)),
        { word: HELP, about: 'show the help of a command' },
        { word: LEGACY_PREFIX, about: "the migration guide's word in front of a command" },
      ]);
    case 'option':
      return closed(optionsFor(line));
    case 'value':
      return valuesOf(line.place, line, environment);
    case 'positional':
      return positionalsFor(line, environment);
  }
}

function closed(candidates: readonly Candidate[]): Answer {
  return { kind: 'words', candidates, open: false };
}

/** Options of the command that are not given yet, or that may be given again. */
function optionsFor({ command, given }: Line): readonly Candidate[] {
  const taken = command === undefined ? COMMANDS.flatMap(({ options }) => options) : command.options;
  return [...new Set([...taken, ...GENERAL_OPTIONS])]
    .filter(({ name, repeatable }) => repeatable || !given.has(name))
    .flatMap(({ name, aliases = [], negatable, describe }) => {
      const spelt = negatable ? [`no-${name}`] : [name, ...aliases];
      return spelt.map((word) => ({ word: `--${word}`, about: describe.replace(/^--no-\S+ /, '') }));
    });
}

async function valuesOf(
  place: Place & { readonly kind: 'value' },
  line: Line,
  environment: CliContext,
): Promise<Answer> {
  const { option, before, written } = place;
  if (option.choices !== undefined)
    return option.repeatable
      ? listed(before, written, asWords(option.choices))
      : prefixed(before, asWords(option.choices));
  const completes = COMPLETES[option.value ?? ''] ?? 'nothing';
  if (completes === 'nothing') return NOTHING;
  if (completes === 'files' || completes === 'folders') return { kind: completes, before };
  const candidates = [
    ...(written.includes(',') ? [] : extraWords(option)),
    ...(await SOURCES[completes](line, environment)),
  ];
  if (option.value === 'A,B') return listed(before, written, candidates);
  return prefixed(written.startsWith('-') && option.value === 'FIELD' ? `${before}-` : before, candidates);
}

/** Words that an option takes besides what its placeholder says. */
function extraWords(option: Option<unknown>): readonly Candidate[] {
  return option === columns ? [{ word: 'help', about: 'list every column' }] : [];
}

function asWords(choices: readonly string[]): readonly Candidate[] {
  return choices.map((word) => ({ word }));
}

function prefixed(before: string, candidates: readonly Candidate[]): Answer {
  return closed(afterwards(before, candidates));
}

function afterwards(before: string, candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.map((candidate) => ({ ...candidate, word: before + candidate.word }));
}

/** Completes the part after the last comma with what the list does not hold yet. */
function listed(before: string, written: string, candidates: readonly Candidate[]): Answer {
  const comma = written.lastIndexOf(',') + 1;
  const had = new Set(written.slice(0, comma).split(','));
  const words = afterwards(
    before + written.slice(0, comma),
    candidates.filter(({ word }) => !had.has(word)),
  );
  return { kind: 'words', candidates: words, open: true };
}

async function positionalsFor(line: Line, environment: CliContext): Promise<Answer> {
  const alternatives = line.topic ? ['COMMAND'] : alternativesAt(line.command, line.positionals.length);
  const found = await Promise.all(alternatives.map((alternative) => positionalWords(alternative, line, environment)));
  return closed(found.flat().filter(({ word }) => !line.positionals.includes(word)));
}

function alternativesAt(command: Command | undefined, index: number): readonly string[] {
  const placeholders = placeholdersOf(command?.usage ?? '');
  const at = placeholders[index] ?? placeholders.findLast(({ repeats }) => repeats);
  return at?.alternatives ?? [];
}

async function positionalWords(
  alternative: string,
  line: Line,
  environment: CliContext,
): Promise<readonly Candidate[]> {
  if (!isPlaceholder(alternative)) return [{ word: alternative }];
  const completes = COMPLETES[alternative] ?? 'nothing';
  return completes === 'nothing' || completes === 'files' || completes === 'folders'
    ? []
    : SOURCES[completes](line, environment);
}
