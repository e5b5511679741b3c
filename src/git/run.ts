import { isUtf8 } from 'node:buffer';
import { type ChildProcessByStdio, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { FleetqError } from '../errors.js';
import { escapeControl } from '../text/escape-control.js';

/**
 * File names unquoted, the index never written, paths not taken for patterns; and nothing run or fetched that a
 * repository's own configuration names: a checkout can bring a repository of its own, and a remote can be any command.
 */
const GLOBAL_OPTIONS = [
  '--no-optional-locks',
  '--literal-pathspecs',
  '--no-pager',
  ...[
    'core.quotepath=off',
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'core.sshCommand=false',
    'core.askPass=',
    'credential.helper=',
    'protocol.allow=never',
    'safe.bareRepository=explicit',
    'submodule.recurse=false',
  ].flatMap((setting) => ['-c', setting]),
];

export interface GitOutput {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Starts git where nobody writes to it, and nobody wants to hear what it complains of. */
export function spawnGit(root: string, args: readonly string[]): ChildProcessByStdio<null, Readable, null> {
  return spawn('git', [...GLOBAL_OPTIONS, '-C', root, ...args], {
    env: gitEnvironment(root),
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
  });
}

/** Starts git in `root`. `-C` and not `cwd`: a missing folder then fails differently from a missing git. */
export function startGit(root: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn('git', [...GLOBAL_OPTIONS, '-C', root, ...args], {
    env: gitEnvironment(root),
    stdio: 'pipe',
    windowsHide: true,
  });
}

/**
 * Runs git to its end. Rejects with a `FleetqError` where it cannot be started, or ends with an exit code that is not
 * among the accepted ones.
 */
export function runGit(
  root: string,
  args: readonly string[],
  accepted: readonly number[] = [0],
  input: string | Uint8Array = '',
): Promise<GitOutput> {
  return new Promise((resolve, reject) => {
    const child = startGit(root, args);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.on('error', (error) => reject(startFailure(error)));
    // A broken pipe says less than how git ended.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('close', (exitCode, signal) => {
      const message = Buffer.concat(stderr).toString();
      if (exitCode !== null && accepted.includes(exitCode))
        resolve({ stdout: Buffer.concat(stdout), stderr: message, exitCode });
      else
        reject(
          processFailure({
            command: args.find((arg) => !arg.startsWith('-')) ?? '',
            root,
            exitCode,
            signal,
            stderr: message,
          }),
        );
    });
  });
}

/** Runs git and returns its output without the final line end. A path in it may itself hold line ends. */
export async function lineFromGit(root: string, args: readonly string[]): Promise<string> {
  return (await runGit(root, args)).stdout.toString().replace(/\r?\n$/, '');
}

/** One NUL-terminated record of git's `-z` output. */
export interface GitRecord {
  readonly text: string;
  /** False where the bytes are not UTF-8: the text then holds U+FFFD, as Node's own listing of a folder does. */
  readonly isUtf8: boolean;
}

/** Runs a git command that has `-z` among its arguments. File names are bytes to git and may be anything but NUL. */
export async function recordsFromGit(root: string, args: readonly string[]): Promise<readonly GitRecord[]> {
  const { stdout } = await runGit(root, args);
  // Nearly always everything is UTF-8, and decoding once is several times as fast as record by record.
  if (isUtf8(stdout)) {
    const texts = stdout.toString().split('\0').slice(0, -1);
    return texts.map((text) => ({ text, isUtf8: true }));
  }
  const records: GitRecord[] = [];
  for (let start = 0, end = stdout.indexOf(0); end !== -1; start = end + 1, end = stdout.indexOf(0, start)) {
    const bytes = stdout.subarray(start, end);
    records.push({ text: bytes.toString(), isUtf8: isUtf8(bytes) });
  }
  return records;
}

/** Variables that name one repository. Inside a hook they name the hook's, which need not be the one asked about. */
const REPOSITORY_VARIABLES = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
] as const;

/** Variables that name commands for git to run. */
const COMMAND_VARIABLES = [
  'GIT_EXTERNAL_DIFF',
  'GIT_ASKPASS',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_PROXY_COMMAND',
] as const;

/** Variables that change how path arguments are read; git refuses them beside `--literal-pathspecs`. */
const PATHSPEC_VARIABLES = [
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
] as const;

/**
 * The environment for git processes about `root`: the user's own, but where `root` lies in a repository, variables that
 * name another one are left out. Where it does not (`GIT_DIR` and `GIT_WORK_TREE` for a folder without `.git`), they are
 * the only way to find it and stay.
 */
function gitEnvironment(root: string): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    // A password prompt would wait for ever behind the progress line.
    GIT_TERMINAL_PROMPT: '0',
    ...process.env,
    // Messages are matched, so they must not be translated.
    LC_ALL: 'C',
    // A missing object of a partial clone is an error, and not fetched from wherever its remote points.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '',
  };
  const dropped = new Set<string>(
    isInsideRepository(root) ? [...REPOSITORY_VARIABLES, ...PATHSPEC_VARIABLES] : PATHSPEC_VARIABLES,
  );
  // git is started in `root`, but the user's relative paths are relative to the current folder.
  for (const name of ['GIT_DIR', 'GIT_WORK_TREE'] as const) {
    if (environment[name] !== undefined) environment[name] = resolve(environment[name]);
  }
  for (const name of COMMAND_VARIABLES) dropped.add(name);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !dropped.has(name)));
}

/** Whether there is a `.git` in the folder or above it. */
export function isInsideRepository(root: string): boolean {
  for (let folder = resolve(root); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return true;
    if (dirname(folder) === folder) return false;
  }
}

/** How a git process ended that failed. */
interface FailedProcess {
  readonly command: string;
  readonly root: string;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** The error for a git process that could not be started. */
export function startFailure(error: Error): FleetqError {
  if ('code' in error && error.code === 'ENOENT') {
    return new FleetqError('git', 'git is not installed, or not on the PATH', [
      'install git 2.25 or later; without it fleetq reads only the files on disk',
    ]);
  }
  return new FleetqError('git', `git cannot be started: ${escapeControl(error.message)}`);
}

/** The error for a git process that failed. */
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

/** Traces and warnings may stand before the line with the reason. */
function reasonOf(failed: FailedProcess): string {
  const lines = failed.stderr.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((text) => /^(fatal|error): /.test(text)) ?? lines.at(-1);
  if (line !== undefined) return escapeControl(line.replace(/^(fatal|error): /, ''));
  return failed.signal === null ? `exit code ${failed.exitCode ?? 'unknown'}` : `stopped by ${failed.signal}`;
}

/** One argument of a command that can be pasted into a shell. */
export function shellQuoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${escapeControl(text).replaceAll("'", String.raw`'\''`)}'`;
}
