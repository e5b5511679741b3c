/** What a command may know of the world around it; tests hand in their own. */
export interface CliContext {
  readonly workingFolder: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly now: Date;
}

export interface Stream {
  readonly isTerminal: boolean;
  /** Columns of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
}

/** Colour is for a terminal that wants it: `FORCE_COLOR` and `--no-color` decide first, then `NO_COLOR` and a dumb terminal. */
export function wantsColor(stream: Stream, variables: CliContext['variables'], allowed: boolean): boolean {
  if (!allowed) return false;
  const forced = variables.FORCE_COLOR;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  if (variables.NO_COLOR !== undefined && variables.NO_COLOR !== '') return false;
  return stream.isTerminal && variables.TERM !== 'dumb';
}
