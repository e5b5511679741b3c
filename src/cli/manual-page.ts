import { OPTION_GROUPS, type Option } from './arguments/option.js';
import { GENERAL_OPTIONS } from './arguments/options.js';
import type { Command } from './command.js';
import { COMMANDS, EVERY_OPTION } from './commands.js';

// The manual page as Markdown, from the table that parser, help and completion read. `build.mjs` makes roff of it.

/** The texts of docs/configuration.md and docs/exit-codes.md, whose tables the page repeats. */
interface Documents {
  readonly configuration: string;
  readonly exitCodes: string;
}

export function manualPage({ configuration, exitCodes }: Documents): string {
  const sections = [
    '# fleetq(1) -- ask questions of a whole fleet of connectors',
    '## SYNOPSIS',
    '**fleetq** *COMMAND* [*OPTIONS*]',
    '**fleetq connectors** [*OPTIONS*] *COMMAND*',
    '## DESCRIPTION',
    'fleetq reads the **metadata.yaml** of every connector in a monorepo and answers questions about all of them: with filters, and with a sandboxed, Python-like expression over the metadata. Run it anywhere inside a repository that holds *airbyte-integrations/connectors*, or a *fleetq.yaml* that says where the metadata is.',
    'The answer goes to standard output, everything else to standard error. The second form is that of the migration guide.',
    '## COMMANDS',
    ...COMMANDS.flatMap(commandSection),
    '## OPTIONS',
    ...OPTION_GROUPS.flatMap(optionGroup),
    '## EXIT STATUS',
    definitions(tableBelow('# Exit codes', exitCodes)),
    '## ENVIRONMENT',
    definitions(tableBelow('## Environment variables', configuration)),
    '## SEE ALSO',
    '**git**(1), **jq**(1)',
    '**fleetq** *COMMAND* **--help all** shows the options of one command. **fleetq help** *TOPIC* shows the documentation: the query language, the output forms, the migration.',
  ];
  return `${sections.join('\n\n')}\n`;
}

function commandSection({ name, usage, summary, aliases = [], examples }: Command): readonly string[] {
  const also = aliases.length === 0 ? '' : ` Also called ${aliases.join(', ')}.`;
  return [
    plain(`### fleetq ${name} ${usage}`).trimEnd(),
    plain(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.${also}`),
    ...examples.flatMap(({ command, shows }) => [plain(`${shows}:`), `    ${command}`]),
  ];
}

function optionGroup({ title, group }: (typeof OPTION_GROUPS)[number]): readonly string[] {
  const options = EVERY_OPTION.filter((option) => option.group === group);
  return options.length === 0 ? [] : [`### ${title}`, definitions(options.map(optionDefinition))];
}

function optionDefinition(option: Option<unknown>): readonly [string, string] {
  const { name, short, aliases = [], value, choices, negatable, describe } = option;
  const spellings = [...(short === undefined ? [] : [`-${short}`]), ...[name, ...aliases].map((word) => `--${word}`)];
  if (negatable === true) spellings.push(`--no-${name}`);
  const placeholder = value === null ? '' : ` *${choices === undefined ? plain(value) : 'VALUE'}*`;
  const about = [choices === undefined ? describe : `${describe}: ${choices.join(', ')}`, ...takenBy(option)];
  return [spellings.map((spelling) => `**${spelling}**`).join(', ') + placeholder, `${about.join('. ')}.`];
}

/** Which commands take an option, where it is not all of them. */
function takenBy(option: Option<unknown>): readonly string[] {
  const general: readonly Option<unknown>[] = GENERAL_OPTIONS;
  const commands = COMMANDS.filter(({ options }) => options.includes(option));
  return general.includes(option) ? [] : [`For ${commands.map(({ name }) => name).join(', ')}`];
}

/** The rows of a table of two columns below a heading. */
function tableBelow(heading: string, document: string): readonly (readonly [string, string])[] {
  const section = document.split(`${heading}\n`).at(1)?.split('\n## ').at(0) ?? '';
  const rows = [...section.matchAll(/^\| (`[^`]+`|\d+)\s*\| (.*?)\s*\|$/gm)];
  if (rows.length === 0) throw new Error(`the documentation has no table below ${heading}`);
  return rows.map(([, term = '', meaning = '']) => [`**${plain(term.replaceAll('`', ''))}**`, meaning]);
}

/** A list whose items `build.mjs` makes tagged paragraphs of. */
function definitions(entries: readonly (readonly [term: string, meaning: string])[]): string {
  return entries.map(([term, meaning]) => `* ${term}:\n  ${plain(meaning)}`).join('\n');
}

/** Text that means itself in Markdown, except for what stands in backticks. */
function plain(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[*_<>[\]\\]/g, '\\$&')))
    .join('');
}
