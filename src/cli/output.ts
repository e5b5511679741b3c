import type { Fleet } from '../fleet/scan.js';
import { type Format, type FormatOptions, type Formatter, NO_PAINT, type Paint } from '../output/format.js';
import type { View } from '../output/view.js';
import * as options from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import type { Diagnostic } from './command.js';
import { type CliContext, wantsColor } from './context.js';
import { runFacts } from './run-facts.js';

export const OUTPUT_OPTIONS = [options.output, options.out, options.header] as const;

// A format's code and libraries are loaded when somebody asks for it.
const LOADERS: Readonly<Record<Format, () => Promise<Formatter>>> = {
  table: async () => (await import('../output/formats/table.js')).table,
  json: async () => (await import('../output/formats/json.js')).json,
  ndjson: async () => (await import('../output/formats/json.js')).ndjson,
  csv: async () => (await import('../output/formats/delimited.js')).csv,
  tsv: async () => (await import('../output/formats/delimited.js')).tsv,
  yaml: async () => (await import('../output/formats/yaml.js')).yaml,
  markdown: async () => (await import('../output/formats/markdown.js')).markdown,
  names: async () => (await import('../output/formats/names.js')).names,
  count: async () => (await import('../output/formats/names.js')).count,
  'gh-matrix': async () => (await import('../output/formats/json.js')).ghMatrix,
  openmetrics: async () => (await import('../output/formats/openmetrics.js')).openmetrics,
};

export function loadFormatter(format: Format): Promise<Formatter> {
  return LOADERS[format]();
}

/**
 * The view as text, in the form that was asked for.
 *
 * @param fleet what the result is about; null where it is about none
 * @param diagnostics what is said besides, which documents hold too
 */
export async function render<Row, Line>(
  view: View<Row, Line>,
  args: Arguments,
  context: CliContext,
  fleet: Pick<Fleet, 'checkout'> | null,
  diagnostics: readonly Diagnostic[],
): Promise<string> {
  const name = args.get(options.output) ?? 'table';
  const format = await loadFormatter(name);
  return format(view, {
    ...(await layoutOptions(args, context)),
    run: await runFacts(name, fleet, diagnostics, context),
  });
}

/** What GitHub allows in one matrix. */
const MOST_JOBS = 256;

/** What somebody must know of an output form: it may be whole and still of no use to whom it is for. */
export function formatDiagnostics<Row, Line>(view: View<Row, Line>, args: Arguments): readonly Diagnostic[] {
  if (args.get(options.output) !== 'gh-matrix') return [];
  const jobs = view.rows.length;
  if (jobs === 0)
    return [
      {
        code: 'empty-matrix',
        level: 'warning',
        text: 'the matrix is empty, and GitHub fails a job whose matrix is empty',
        hints: ['guard the job with if: ${{ fromJSON(needs.….outputs.matrix).include[0] != null }}'],
      },
    ];
  if (jobs <= MOST_JOBS) return [];
  return [
    {
      code: 'large-matrix',
      level: 'warning',
      text: `the matrix has ${jobs} jobs, but GitHub runs at most ${MOST_JOBS}`,
      hints: [`narrow the selection, or cut it with --limit ${MOST_JOBS}`],
    },
  ];
}

/** How a table is laid out. */
export async function layoutOptions(
  args: Arguments,
  { stdout, variables }: CliContext,
): Promise<Omit<FormatOptions, 'run'>> {
  const colored = wantsColor(stdout, variables, args.get(options.color));
  return {
    width: stdout.columns,
    header: args.get(options.header) ?? 'auto',
    paint: colored ? await paint() : NO_PAINT,
  };
}

/** Chalk decides by itself whether there is colour, and does not know NO_COLOR: the decision is made here instead. */
async function paint(): Promise<Paint> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return { good: chalk.green, middling: chalk.yellow, bad: chalk.red, faint: chalk.dim, heading: chalk.bold };
}
