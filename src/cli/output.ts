import { loadFormatter } from '../output/format-loader.js';
import { type FormatOptions, NO_PAINT, type Paint } from '../output/options.js';
import type { View } from '../output/view.js';
import * as options from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import type { Diagnostic } from './command.js';
import { type CliContext, wantsColor } from './context.js';

export const OUTPUT_OPTIONS = [options.output, options.header] as const;

/** The report as text, in the form that was asked for. */
export async function render(report: View, args: Arguments, environment: CliContext): Promise<string> {
  const reporter = await loadFormatter(args.get(options.output) ?? 'table');
  return reporter(report, await reporterOptions(args, environment));
}

/** What GitHub allows in one matrix. */
const MOST_JOBS = 256;

/** What somebody must know of an output form: it may be whole and still of no use to whom it is for. */
export function formatDiagnostics(report: View, args: Arguments): readonly Diagnostic[] {
  if (args.get(options.output) !== 'gh-matrix') return [];
  const jobs = report.matrix().length;
  if (jobs === 0)
    return [
      {
        level: 'warning',
        text: 'the matrix is empty, and GitHub fails a job whose matrix is empty',
        hints: ['guard the job with if: ${{ fromJSON(needs.….outputs.matrix).include[0] != null }}'],
      },
    ];
  if (jobs <= MOST_JOBS) return [];
  return [
    {
      level: 'warning',
      text: `the matrix has ${jobs} jobs, but GitHub runs at most ${MOST_JOBS}`,
      hints: [`narrow the selection, or cut it with --limit ${MOST_JOBS}`],
    },
  ];
}

async function reporterOptions(args: Arguments, { stdout, variables }: CliContext): Promise<FormatOptions> {
  const colored = wantsColor(stdout, variables, args.get(options.color));
  return { width: stdout.columns, header: args.get(options.header), paint: colored ? await paint() : NO_PAINT };
}

/** Chalk decides by itself whether there is colour, and does not know NO_COLOR: the decision is made here instead. */
async function paint(): Promise<Paint> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return { good: chalk.green, middling: chalk.yellow, bad: chalk.red, faint: chalk.dim, heading: chalk.bold };
}
