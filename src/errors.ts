/** Every failure that fleetq knows, by code. A failure without one is a defect and is thrown on. */
export type ErrorCode =
  | 'usage' // the command line is wrong
  | 'query' // the query is wrong
  | 'configuration' // fleetq.yaml or a saved query is wrong
  | 'no-fleet' // there is no fleet where one was looked for
  | 'git' // git failed, or the revision does not exist
  | 'registry' // an OCI registry could not be reached or refused
  | 'engine' // there is no container engine, or it cannot be started
  | 'disk' // a file could not be read or written
  | 'refused'; // the work was understood and refused, nothing was written

/** Exit codes that scripts rely on. */
export const EXIT = { done: 0, gate: 1, usage: 2, unreadable: 3, outside: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const EXIT_OF: Readonly<Record<ErrorCode, ExitCode>> = {
  usage: EXIT.usage,
  query: EXIT.usage,
  configuration: EXIT.usage,
  'no-fleet': EXIT.usage,
  git: EXIT.outside,
  registry: EXIT.outside,
  engine: EXIT.outside,
  disk: EXIT.outside,
  refused: EXIT.gate,
};

/** A known failure: what happened (with where), and what to try. Shown in one to four lines, never with a stack. */
export class FleetqError extends Error {
  override readonly name = 'FleetqError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    /** What to try, one line each. */
    readonly hints: readonly string[] = [],
  ) {
    super(message);
  }

  get exitCode(): ExitCode {
    return EXIT_OF[this.code];
  }
}
