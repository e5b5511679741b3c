import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe } from 'vitest';
import { temporaryFolder } from './temporary-fleet.js';

/** A git repository in a temporary folder, for one test. */
export interface GitRepository {
  readonly root: string;
  /** Runs git in the repository and gives what it printed, without the last line end. Throws where git fails. */
  readonly git: (...args: string[]) => string;
  /** The same with bytes on its standard input. */
  gitWith(input: Uint8Array, ...args: string[]): string;
  write(path: string, contents: string | Uint8Array): void;
  link(path: string, target: string): void;
  move(from: string, to: string): void;
  remove(path: string): void;
  /** Commits everything that is on disk and gives the commit's id. */
  commit(message?: string): string;
}

const hasGit = spawnSync('git', ['--version']).status === 0;

/** As `describe`, for tests that need git: without it they are skipped with the reason, and fail in CI. */
export function describeWithGit(name: string, tests: () => void): void {
  if (hasGit || process.env.CI === 'true') describe(name, tests);
  else describe.skip(`${name} (skipped: git is not installed)`, tests);
}

/** A new repository on the branch `master`, with these files committed. Without files it has no commit. */
export function gitRepository(files: Readonly<Record<string, string | Uint8Array>> = {}): GitRepository {
  const repository = repositoryIn(realpathSync(temporaryFolder()));
  repository.git('init', '--quiet', '--initial-branch=master');
  for (const [path, contents] of Object.entries(files)) repository.write(path, contents);
  if (Object.keys(files).length > 0) repository.commit();
  return repository;
}

/** A clone in a folder of its own, over a real transport so that `--depth` is obeyed. */
export function cloneOf(origin: string, ...options: string[]): GitRepository {
  const folder = realpathSync(temporaryFolder());
  runGit(folder, ['clone', '--quiet', ...options, `file://${origin}`, folder]);
  return repositoryIn(folder);
}

export function repositoryIn(root: string): GitRepository {
  const at = (path: string): string => join(root, path);
  const withFolder = (path: string): string => {
    mkdirSync(dirname(at(path)), { recursive: true });
    return at(path);
  };
  const git = (...args: string[]): string => runGit(root, args);
  return {
    root,
    git,
    gitWith: (input, ...args) => runGit(root, args, input),
    write: (path, contents) => writeFileSync(withFolder(path), contents),
    link: (path, target) => symlinkSync(target, withFolder(path)),
    move: (from, to) => renameSync(at(from), withFolder(to)),
    remove: (path) => rmSync(at(path), { recursive: true }),
    commit(message = 'change') {
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
      return git('rev-parse', 'HEAD');
    },
  };
}

/** Settings of the machine's user would make tests mean different things on different machines. */
const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_AUTHOR_DATE: '2024-10-01T12:00:00Z',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
  GIT_COMMITTER_DATE: '2024-10-01T12:00:00Z',
};

function runGit(root: string, args: readonly string[], input: Uint8Array = new Uint8Array()): string {
  const options = {
    cwd: root,
    env: { PATH: process.env.PATH, ...ENVIRONMENT },
    stdio: 'pipe',
    maxBuffer: 1 << 28,
    input,
  } as const;
  return execFileSync('git', [...args], options)
    .toString()
    .replace(/\n$/, '');
}
