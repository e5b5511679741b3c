import type { ErrorCode, ExitCode } from '../errors.js';
import type { QueryWarningCode } from '../query/index.js';
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

/** What a message is about. */
type DiagnosticCode =
  | ErrorCode
  | QueryWarningCode
  | 'defect' // a failure that is not known
  | 'context' // how many connectors are shown, of how many
  | 'gate' // a gate is closed
  | 'file' // something in a file that its author should know of
  | 'unreadable' // a metadata file that could not be read
  | 'undecided' // connectors for which a query met an error
  | 'not-checked-out' // what a sparse checkout leaves out
  | 'unknown-name' // a name that no connector has
  | 'unknown-field' // a field that no connector has
  | 'saved-query' // a saved query that is not valid
  | 'no-saved-query' // the folder of saved queries holds none
  | 'empty-matrix' // GitHub fails a job with such a matrix
  | 'large-matrix' // GitHub runs a part of it only
  | 'migration' // what became of a connector's migration
  | 'build' // what became of a connector's build
  | 'interrupted-run' // what an interrupted run of migrate left
  | 'cache'; // what was removed

/** A message on stderr, of one to four lines. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
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
  /** Those of its own options that few need: named in its help, and described by `--help all`. */
  readonly seldom?: readonly Option<unknown>[];
  readonly examples: readonly { readonly command: string; readonly shows: string }[];
  /** Topics of the help that the page of the command ends with. */
  readonly readOn: readonly TopicName[];
  load(): Promise<{ readonly run: Run }>;
}
