import type { Guess } from '../guess.js';
import type { Option } from './option.js';

const GUESSES: readonly Guess[] = [
  {
    typed: [
      '--filter',
      '--where',
      '--select',
      '--query',
      '--jq',
      '--expr',
      '--expression',
      '--selector',
      '--field-selector',
      '--match',
      '--search',
      '--grep',
      '--regexp',
      '-f',
      '-e',
    ],
    write: ['-q QUERY'],
  },
  { typed: ['--format', '--output-format', '--as', '-F'], write: ['-o FORM'] },
  { typed: ['-c'], write: ['-o count'] },
  { typed: ['-l', '--name-only', '--names-only', '--raw-output', '-r'], write: ['-o names'] },
  { typed: ['--pretty', '--plain', '--text'], write: ['-o table'] },
  { typed: ['--compact', '--compact-output', '--jsonl', '--json-lines'], write: ['-o ndjson'] },
  { typed: ['--fields', '--field', '--cols', '--show', '--custom-columns', '--wide'], write: ['--columns A,B'] },
  { typed: ['-n', '-L', '--max', '--max-count', '-m', '--top', '--head', '--first', '--take'], write: ['--limit N'] },
  { typed: ['--order', '--order-by', '--sort-by', '--sortr', '-s'], write: ['--sort FIELD'] },
  { typed: ['--reverse', '--desc', '--descending'], write: ['--sort -FIELD'] },
  { typed: ['--group', '--groupby'], write: ['--by A,B'] },
  { typed: ['--not', '--exclude', '--invert-match'], write: ['--invert'] },
  { typed: ['-v'], write: ['--version', '--invert'] },
  { typed: ['--silent'], write: ['--quiet'] },
  { typed: ['--file', '--output-file', '-O'], write: ['--out FILE'] },
  { typed: ['--dir', '--directory', '--cwd', '--repo', '--path', '-C', '-R'], write: ['--root DIR'] },
  { typed: ['--ref', '--branch', '--sha', '--at'], write: ['--rev REV'] },
  { typed: ['--connector', '--connectors', '--glob', '-g', '--include'], write: ['--name NAME'] },
  { typed: ['--level', '--support', '--tier'], write: ['--support-level VALUE'] },
  { typed: ['--kind', '-t'], write: ['--type source', '--type destination'] },
  { typed: ['--changed', '--diff'], write: ['--modified'] },
  { typed: ['--since'], write: ['--modified --base REV'] },
  { typed: ['--fail', '--exit-status', '--error-on-match'], write: ['--fail-if-any', '--fail-if-none'] },
  { typed: ['--help-all', '--help=all'], write: ['--help all'] },
  { typed: ['--usage', '-?'], write: ['--help'] },
];

/** What is guessed besides: the values of an option as options of their own, such as `--json` and `--certified`. */
export function optionGuesses(known: readonly Option<unknown>[]): readonly Guess[] {
  const values = known.flatMap((option) => (option.choices ?? []).map((choice) => ({ option, choice })));
  const taken = known.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  const owned = values.filter(
    ({ choice }) => !taken.includes(choice) && values.filter((other) => other.choice === choice).length === 1,
  );
  const asOptions = owned.map(({ option: { name, short }, choice }): Guess => ({
    typed: [`--${choice}`],
    write: [short === undefined ? `--${name} ${choice}` : `-${short} ${choice}`],
  }));
  return [...GUESSES, ...asOptions];
}
