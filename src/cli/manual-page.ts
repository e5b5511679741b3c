import type { Option } from './arguments/option.js';
import { GENERAL_OPTIONS } from './arguments/options.js';
import type { Command } from './command.js';
import { COMMANDS, EVERY_OPTION } from './commands.js';
import type { ExitCode } from '../errors.js';

// The manual page as Markdown, from the table that parser, help and completion read. `build.mjs` makes roff of it.

/** @param configuration the text of docs/configuration.md, whose table of environment variables the page repeats */
export function manualPage(configuration: string): string {
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
    ...GROUPS.flatMap(optionGroup),
    '## EXIT STATUS',
    definitions(Object.entries(EXIT_MEANINGS)),
    '## ENVIRONMENT',
    definitions(environmentOf(configuration)),
    '## SEE ALSO',
    '**git**(1), **jq**(1)',
    '**fleetq** *COMMAND* **--help** shows the options of one command. The query language, the output forms and the migration are described in the folder *docs* of the package.',
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

type Group = Option<unknown>['group'];

const GROUPS: readonly { readonly title: string; readonly group: Group }[] = [
  { title: 'Which connectors', group: 'Selection' },
  { title: 'How the answer is shown', group: 'Output' },
  { title: 'Where the fleet is', group: 'Fleet' },
  { title: 'Of single commands', group: 'Command' },
  { title: 'Of every command', group: 'General' },
];

function optionGroup({ title, group }: (typeof GROUPS)[number]): readonly string[] {
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

/** Complete by its type: an exit code that is added has to be described. */
const EXIT_MEANINGS: Readonly<Record<ExitCode, string>> = {
  0: 'Done. An empty answer is an answer.',
  1: 'A gate is closed (--fail-if-any, --fail-if-none, check), or a migration was refused.',
  2: 'The command line, a query or the configuration is wrong, or there is no fleet.',
  3: 'Answered, but the metadata of some connectors could not be read.',
  4: 'Something outside of fleetq failed: git, a registry, the disk.',
};

function environmentOf(configuration: string): readonly (readonly [string, string])[] {
  const table = configuration.split('## Environment variables').at(1)?.split('\n## ').at(0) ?? '';
  const rows = [...table.matchAll(/^\| `([^`]+)`\s*\| (.*?)\s*\|$/gm)];
  if (rows.length === 0) throw new Error('docs/configuration.md has no table of environment variables');
  return rows.map(([, variable = '', meaning = '']) => [`**${plain(variable)}**`, meaning]);
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
