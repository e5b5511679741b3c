import type { ExitCode } from '../errors.js';
import type { Option } from './arguments/option.js';
import type { Arguments } from './arguments/parse.js';
import type { CliContext } from './context.js';

/** What a command hands back: the result for stdout, diagnostics for stderr, and the exit code. */
export interface CommandResult {
  readonly output: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: ExitCode;
}

/** Something to know about the result, in one to four lines, shown on stderr. */
export interface Diagnostic {
  /** `query` is an error that a query language's message tells in full. */
  readonly level: 'note' | 'warning' | 'error' | 'query';
  readonly text: string;
  /** What to try, one line each. */
  readonly hints?: readonly string[];
}

export type Run = (args: Arguments, environment: CliContext) => Promise<CommandResult>;

/** A command as the command line knows it before its code is loaded. */
export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** One line for the list of commands. */
  readonly summary: string;
  /** The positionals, as the help writes them. */
  readonly usage: string;
  /** How many positionals it takes. */
  readonly positionals: { readonly least: number; readonly most: number };
  readonly options: readonly Option<unknown>[];
  readonly examples: readonly { readonly command: string; readonly shows: string }[];
  load(): Promise<{ readonly run: Run }>;
}
