import { wrapped } from '../../text/width.js';
import type { Option } from '../arguments/option.js';
import type { Command } from '../command.js';
import type { Stream } from '../context.js';

// yargs prints a help from the same table, but a worse one: it breaks the examples, which are meant to be copied, puts
// `[string] [choices: "table", "json", …]` behind the options, and has no placeholders for their values.

/** Lines that belong together; a page leaves one empty between two blocks. */
export type Block = readonly string[];

const MAX_WIDTH = 100;

/** Columns of a page of help. */
export function helpWidth({ columns = 80 }: Stream): number {
  return Math.min(columns, MAX_WIDTH);
}

export function pageText(blocks: readonly Block[]): string {
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

export function optionBlock(title: string, options: readonly Option<unknown>[], width: number): Block {
  return options.length === 0 ? [] : [title, ...entryLines(options.map(optionEntry), width)];
}

/** Each command is on one line, however long, so that it can be copied. */
export function examplesBlock(given: Command['examples'], width: number): Block {
  const indent = ' '.repeat(6);
  return [
    'Examples:',
    ...given.flatMap(({ command, shows }) => [
      `  ${command}`,
      ...wrapped(shows, Math.max(20, width - indent.length)).map((line) => indent + line),
    ]),
  ];
}

export interface Entry {
  readonly term: string;
  readonly meaning: string;
}

/** Longer choices are listed in the description. */
const MAX_VALUE = 16;

function optionEntry(option: Option<unknown>): Entry {
  const { short, aliases = [], value, choices, describe } = option;
  const shown = value !== null && value.length > MAX_VALUE ? 'VALUE' : value;
  const long = [spelling(option), ...aliases.map((alias) => `--${alias}`)].join(', ');
  const term = `${short === undefined ? '    ' : `-${short}, `}${long}${shown === null ? '' : ` ${shown}`}`;
  const about = describe.replace(/^--no-\S+ /, '');
  return { term, meaning: shown === 'VALUE' && choices !== undefined ? `${about}: ${choices.join(', ')}` : about };
}

/** The long name by which the help knows an option. */
function spelling({ name, negatable }: Option<unknown>): string {
  return negatable ? `--no-${name}` : `--${name}`;
}

/** Options by name alone. */
export function optionNames(options: readonly Option<unknown>[]): string {
  return options
    .map((option) => (option.short === undefined ? spelling(option) : `-${option.short}/${spelling(option)}`))
    .join(' ');
}

/** The meaning of a longer term starts on the next line. */
const MAX_TERM = 27;

/** Two columns, the second one wrapped to the width. */
export function entryLines(entries: readonly Entry[], width: number): Block {
  const termWidth = Math.min(MAX_TERM, Math.max(...entries.map(({ term }) => term.length)));
  const margin = ' '.repeat(termWidth + 4);
  return entries.flatMap(({ term, meaning }) => {
    const lines = wrapped(meaning, Math.max(20, width - margin.length));
    const [first = '', ...rest] = lines;
    if (term.length > termWidth) return [`  ${term}`, ...lines.map((line) => margin + line)];
    return [`  ${term.padEnd(termWidth)}  ${first}`, ...rest.map((line) => margin + line)];
  });
}
