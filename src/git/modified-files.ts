import { FleetqError } from '../errors.js';
import { escapeControl } from '../text/escape-control.js';
import { currentRevision, isShallow, mainRemote } from './repository.js';
import { UNSHALLOW, fetchBranch, resolveCommit } from './resolve-commit.js';
import { lineFromGit, recordsFromGit, runGit } from './run.js';
import { gitStatus } from './status.js';

/** What changed since the current branch left its base. */
export interface ModifiedFiles {
  /** Full id of the merge base. */
  readonly base: string;
  /** The base as it was asked for, or `origin/master` and the like. */
  readonly baseName: string;
  /**
   * Paths relative to the root, with `/`; those outside the root are left out. A folder among them is a repository of its
   * own, new or at another commit, and stands for all that it holds: a submodule, or one that nobody has added.
   */
  readonly paths: ReadonlySet<string>;
}

/**
 * Files that differ from the merge base of HEAD and `base`: by commits, staged, unstaged, or new and not ignored. Deleted
 * files count, and a rename counts as both its paths. Without `base`, the usual main branches are tried.
 *
 * A file that a commit changed and the work tree changed back counts too, as in airbyte-ci: what is committed is what
 * a pull request holds.
 */
export async function modifiedFiles(root: string, base?: string): Promise<ModifiedFiles> {
  const { name, commit, head } = await findMergeBase(root, base);
  const [committed, uncommitted] = await Promise.all([committedFiles(root, commit, head), gitStatus(root, ['.'])]);
  return {
    base: commit,
    baseName: name,
    paths: new Set([...committed, ...uncommitted.map((entry) => entry.path)].sort()),
  };
}

async function committedFiles(root: string, from: string, to: string): Promise<readonly string[]> {
  const options = [
    '-r',
    '-z',
    '--name-only',
    '--no-renames',
    '--no-ext-diff',
    '--relative',
    '--ignore-submodules=none',
  ];
  const records = await recordsFromGit(root, ['diff-tree', ...options, from, to]);
  return records.map((record) => record.text);
}

/** The merge base of HEAD and a reference; all commits by their full ids. */
interface MergeBase {
  readonly name: string;
  readonly commit: string;
  readonly head: string;
}

async function findMergeBase(root: string, base: string | undefined): Promise<MergeBase> {
  const head = await currentRevision(root);
  if (head === null)
    throw new FleetqError('git', `${escapeControl(root)} has no commit yet, so nothing to compare with`);
  const reference = base ?? (await defaultBase(root));
  const name = reference.replace(/^refs\/(heads|remotes)\//, '');
  const target = await resolveCommit(root, reference);
  const { stdout, exitCode } = await runGit(root, ['merge-base', head, target], [0, 1]);
  if (exitCode === 0) return { name, commit: stdout.toString().trim(), head };
  throw new FleetqError(
    'git',
    `what is checked out and \`${escapeControl(name)}\` have no commit in common`,
    (await isShallow(root)) ? [UNSHALLOW] : ['their histories are unrelated: name another base with --base REF'],
  );
}

/** The usual main branches in order of preference, by their full names so that no tag can be meant. */
const DEFAULT_BASES = [
  'refs/remotes/origin/master',
  'refs/remotes/origin/main',
  'refs/heads/master',
  'refs/heads/main',
] as const;

async function defaultBase(root: string): Promise<string> {
  const output = await lineFromGit(root, ['for-each-ref', '--format=%(refname)', ...DEFAULT_BASES]);
  const existing = output.split('\n');
  const found = DEFAULT_BASES.find((name) => existing.includes(name));
  if (found !== undefined) return found;
  const remote = await mainRemote(root);
  throw new FleetqError(
    'git',
    'there is no base to compare with: none of origin/master, origin/main, master and main exists',
    [
      ...(remote === null ? [] : [fetchBranch(remote, 'master')]),
      ...((await isShallow(root)) ? [UNSHALLOW] : []),
      'or name one with --base REF',
    ],
  );
}
