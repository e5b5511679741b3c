import { type ExitCode, FleetqError } from '../errors.js';
import { describeStream, ignoreClosedPipes, write } from '../io/streams.js';
import { color } from './arguments/options.js';
import { parseCommandLine } from './command-line.js';
import type { CommandResult } from './command.js';
import { type CliContext, wantsColor } from './context.js';
import { diagnosticText } from './diagnostics.js';
import { WATCHDOG_ARGUMENT, watch } from './watchdog.js';

/** Runs one command line, writes what it gives, and returns the exit code. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  ignoreClosedPipes();
  const environment: CliContext = {
    workingFolder: process.cwd(),
    variables: process.env,
    stdout: describeStream('stdout'),
    stderr: describeStream('stderr'),
    now: new Date(),
  };
  const colored = wantsColor(environment.stderr, environment.variables, !argv.includes(`--no-${color.name}`));
  const outcome = await outcomeOf(argv, environment);
  const unwritten = await failureOf(() => write('stdout', outcome.output));
  const { diagnostics, exitCode } = unwritten ?? outcome;
  // Where stderr itself cannot be written there is nobody to tell, and the exit code says it.
  await failureOf(() => write('stderr', diagnostics.map((diagnostic) => diagnosticText(diagnostic, colored)).join('')));
  return exitCode;
}

/** A failure that fleetq knows becomes its message; any other is a defect and is thrown on. */
async function outcomeOf(argv: readonly string[], environment: CliContext): Promise<CommandResult> {
  try {
    const [first, folder] = argv;
    if (first === WATCHDOG_ARGUMENT && folder !== undefined) return await watch(folder);
    const { command, args } = await parseCommandLine(argv, environment);
    const { run } = await command.load();
    return await run(args, environment);
  } catch (error) {
    return failed(error);
  }
}

async function failureOf(work: () => Promise<void>): Promise<CommandResult | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): CommandResult {
  if (!(error instanceof FleetqError)) throw error;
  return {
    output: '',
    diagnostics: [{ level: error.code === 'query' ? 'query' : 'error', text: error.message, hints: error.hints }],
    exitCode: error.exitCode,
  };
}
