import { NO_PAINT, type Paint, type ReporterOptions } from '../reporters/options.js';
import type { Report } from '../reporters/report.js';
import { reporterOf } from '../reporters/reporters.js';
import * as options from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import { wantsColor, type Environment } from './environment.js';

export const OUTPUT_OPTIONS = [options.output, options.header] as const;

/** The report as text, in the form that was asked for. */
export async function rendered(report: Report, args: Arguments, environment: Environment): Promise<string> {
  const reporter = await reporterOf(args.get(options.output) ?? 'table');
  return reporter(report, await reporterOptions(args, environment));
}

async function reporterOptions(args: Arguments, { stdout, variables }: Environment): Promise<ReporterOptions> {
  const colored = wantsColor(stdout, variables, args.get(options.color));
  return { width: stdout.columns, header: args.get(options.header), paint: colored ? await paint() : NO_PAINT };
}

/** Chalk decides by itself whether there is colour, and does not know NO_COLOR: the decision is made here instead. */
async function paint(): Promise<Paint> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return { good: chalk.green, middling: chalk.yellow, bad: chalk.red, faint: chalk.dim, heading: chalk.bold };
}
