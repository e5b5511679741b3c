/** The process as a command sees it; tests pass their own. */
export interface CliContext {
  readonly workingFolder: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly now: Date;
}

export interface Stream {
  readonly isTerminal: boolean;
  /** Columns of the terminal; undefined if it is none. */
  readonly columns: number | undefined;
  /** Rows of the terminal; undefined if it is none. */
  readonly rows?: number | undefined;
}

export const COLOR_CHOICES = ['always', 'auto', 'never'] as const;

/** In order of precedence: `--color`, `FORCE_COLOR`, `NO_COLOR`, then whether the stream is a terminal that has colours. */
export function wantsColor(
  stream: Stream,
  variables: CliContext['variables'],
  asked: (typeof COLOR_CHOICES)[number] = 'auto',
): boolean {
  if (asked !== 'auto') return asked === 'always';
  const forced = variables.FORCE_COLOR;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  if (variables.NO_COLOR !== undefined && variables.NO_COLOR !== '') return false;
  return stream.isTerminal && variables.TERM !== 'dumb';
}

/** Whether `CI` says that nobody is at the terminal. */
export function isCi({ CI: ci }: CliContext['variables']): boolean {
  return ci !== undefined && !['', '0', 'false'].includes(ci);
}
