import { EXIT, type ExitCode, FleetqError } from '../errors.js';
import { describeStream, ignoreClosedPipes, write } from '../io/streams.js';
import { color, quiet } from './arguments/options.js';
import type { ParsedLine } from './arguments/parse.js';
import { commandFor, parseCommandLine } from './command-line.js';
import type { CommandResult } from './command.js';
import { type CliContext, wantsColor } from './context.js';
import { diagnosticText } from './diagnostics.js';
import { writeOutput } from './write-result.js';
import { WATCHDOG_ARGUMENT, watch } from './watchdog.js';

/** Runs one command line, writes its result, and returns the exit code. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  ignoreClosedPipes();
  const context: CliContext = {
    workingFolder: process.cwd(),
    variables: process.env,
    stdout: describeStream('stdout'),
    stderr: describeStream('stderr'),
    now: new Date(),
  };
  const line = parseCommandLine(argv);
  const colored = wantsColor(context.stderr, context.variables, line.args.get(color));
  const { isFailure, ...result } = await resultOf(argv, line, context);
  // A file that holds the last answer keeps it where there is no new one.
  const unwritten = isFailure ? undefined : await failureOf(() => writeOutput(result.output, line.args, context));
  const { exitCode, ...said } = unwritten ?? result;
  const diagnostics = said.diagnostics.filter(
    ({ level }) => !line.args.get(quiet) || level === 'error' || level === 'query',
  );
  // If stderr cannot be written either, only the exit code is left to tell.
  await failureOf(() =>
    write(
      'stderr',
      diagnostics.map((diagnostic) => diagnosticText(diagnostic, colored, context.stderr.columns)).join(''),
    ),
  );
  return exitCode;
}

interface Outcome extends CommandResult {
  readonly isFailure: boolean;
}

/** Every failure becomes a diagnostic: one that is not known is a defect, and must not look like a gate that said no. */
async function resultOf(argv: readonly string[], line: ParsedLine, context: CliContext): Promise<Outcome> {
  try {
    const [first, root] = argv;
    if (first === WATCHDOG_ARGUMENT && root !== undefined) return { ...(await watch(root, context)), isFailure: false };
    const { run, args } = await commandFor(line);
    return { ...(await run(args, context)), isFailure: false };
  } catch (error) {
    return failed(error);
  }
}

async function failureOf(work: () => Promise<void>): Promise<Outcome | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): Outcome {
  if (!(error instanceof FleetqError)) return defect(error);
  return {
    output: '',
    diagnostics: [
      { code: error.code, level: error.code === 'query' ? 'query' : 'error', text: error.message, hints: error.hints },
    ],
    exitCode: error.exitCode,
    isFailure: true,
  };
}

function defect(error: unknown): Outcome {
  const stack = error instanceof Error ? error.stack : undefined;
  const hint =
    process.env.FLEETQ_DEBUG === undefined
      ? 'please report it, with what FLEETQ_DEBUG=1 shows besides'
      : (stack ?? 'there is no stack');
  return {
    output: '',
    diagnostics: [
      { code: 'defect', level: 'error', text: `a defect in fleetq: ${String(error)}`, hints: hint.split('\n') },
    ],
    exitCode: EXIT.outside,
    isFailure: true,
  };
}
