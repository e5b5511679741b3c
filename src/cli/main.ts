import { type ExitCode, FleetqError } from '../errors.js';
import { describeStream, ignoreClosedPipes, write } from '../io/streams.js';
import { color } from './arguments/options.js';
import type { ParsedLine } from './arguments/parse.js';
import { commandFor, parseCommandLine } from './command-line.js';
import type { CommandResult } from './command.js';
import { type CliContext, wantsColor } from './context.js';
import { diagnosticText } from './diagnostics.js';
import { WATCHDOG_ARGUMENT, watch } from './watchdog.js';

/** Runs one command line, writes its result, and returns the exit code. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  ignoreClosedPipes();
  const environment: CliContext = {
    workingFolder: process.cwd(),
    variables: process.env,
    stdout: describeStream('stdout'),
    stderr: describeStream('stderr'),
    now: new Date(),
  };
  const line = parseCommandLine(argv);
  const colored = wantsColor(environment.stderr, environment.variables, line.args.get(color));
  const result = await resultOf(argv, line, environment);
  const unwritten = await failureOf(() => write('stdout', result.output));
  const { diagnostics, exitCode } = unwritten ?? result;
  // If stderr cannot be written either, only the exit code is left to tell.
  await failureOf(() => write('stderr', diagnostics.map((diagnostic) => diagnosticText(diagnostic, colored)).join('')));
  return exitCode;
}

/** Known failures become diagnostics; any other error is a defect and is thrown on. */
async function resultOf(argv: readonly string[], line: ParsedLine, environment: CliContext): Promise<CommandResult> {
  try {
    const [first, folder] = argv;
    if (first === WATCHDOG_ARGUMENT && folder !== undefined) return await watch(folder);
    const { run, args } = await commandFor(line);
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
