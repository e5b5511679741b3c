import type { ExitCode } from '../errors.js';
import type { Option } from './arguments/option.js';
import type { Arguments } from './arguments/parse.js';
import type { CliContext } from './context.js';
import type { TopicName } from './help/topics.js';

/** The result for stdout, diagnostics for stderr, and the exit code. */
export interface CommandResult {
  readonly output: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: ExitCode;
}

/** A message on stderr, of one to four lines. */
export interface Diagnostic {
  /** `query` is an error whose text is the query language's whole message. */
  readonly level: 'note' | 'warning' | 'error' | 'query';
  readonly text: string;
  /** What to try, a line each. */
  readonly hints?: readonly string[];
}

export type Run = (args: Arguments, context: CliContext) => Promise<CommandResult>;

/** An entry of the table of commands; its code is loaded on demand. */
export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** A line for the list of commands. */
  readonly summary: string;
  /** The positionals, as the help shows them. Completion reads the placeholders. */
  readonly usage: string;
  readonly positionals: { readonly least: number; readonly most: number };
  readonly options: readonly Option<unknown>[];
  readonly examples: readonly { readonly command: string; readonly shows: string }[];
  /** Topics of the help that the page of the command ends with. */
  readonly readOn: readonly TopicName[];
  load(): Promise<{ readonly run: Run }>;
}
