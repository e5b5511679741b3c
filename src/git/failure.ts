import { FleetqError } from '../errors.js';
import { escapeControl } from '../text/escape-control.js';

/** How a git process ended that did not do its work. */
export interface FailedProcess {
  readonly command: string;
  readonly root: string;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** The known failure behind a git process that could not be started. */
export function startFailure(error: Error): FleetqError {
  if ('code' in error && error.code === 'ENOENT') {
    return new FleetqError('git', 'git is not installed, or not on the PATH', [
      'install git 2.25 or later; without it fleetq reads only the files on disk',
    ]);
  }
  return new FleetqError('git', `git cannot be started: ${escapeControl(error.message)}`);
}

/** The known failure behind a git process that ended with an error. */
export function processFailure(failed: FailedProcess): FleetqError {
  const foreign = /dubious ownership in repository at '(.*)'|unsafe repository \('(.*)' is owned/.exec(failed.stderr);
  if (foreign !== null) {
    const folder = foreign[1] ?? foreign[2] ?? failed.root;
    return new FleetqError('git', `git refuses to read ${escapeControl(folder)}: the folder belongs to another user`, [
      `if you trust it: git config --global --add safe.directory ${shellQuoted(folder)}`,
    ]);
  }
  if (isNoRepository(failed.stderr)) {
    return new FleetqError('git', `${escapeControl(failed.root)} is not in a git repository`, [
      'name a folder of a clone with --root DIR',
    ]);
  }
  return new FleetqError('git', `git ${failed.command} failed in ${escapeControl(failed.root)}: ${reasonOf(failed)}`);
}

export function isNoRepository(stderr: string): boolean {
  return /not a git repository/i.test(stderr);
}

/** Tracing and warnings may stand before the line that tells. */
function reasonOf(failed: FailedProcess): string {
  const lines = failed.stderr.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((text) => /^(fatal|error): /.test(text)) ?? lines.at(-1);
  if (line !== undefined) return escapeControl(line.replace(/^(fatal|error): /, ''));
  return failed.signal === null ? `exit code ${failed.exitCode ?? 'unknown'}` : `stopped by ${failed.signal}`;
}

/** One word of a command that can be pasted into a shell. */
export function shellQuoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${escapeControl(text).replaceAll("'", String.raw`'\''`)}'`;
}
