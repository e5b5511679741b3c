import { FleetqError } from '../errors.js';
import { escapeControl } from '../text/escape-control.js';
import { UNSHALLOW, fetchBranch } from './fetch-hints.js';
import { currentRevision, isShallow, mainRemote } from './repository.js';
import { resolveCommit } from './resolve-commit.js';
import { lineFromGit, runGit } from './run.js';

/** The commit that changes are counted from. */
export interface Base {
  /** What the base was called: as asked for, or `origin/master` and the like. */
  readonly name: string;
  /** Full id of the commit where the current branch left the base. */
  readonly commit: string;
  /** Full id of the commit that is checked out. */
  readonly head: string;
}

/** Where the main branch usually is, in the order of preference. The whole name, so that no tag can be meant. */
const USUAL_BASES = [
  'refs/remotes/origin/master',
  'refs/remotes/origin/main',
  'refs/heads/master',
  'refs/heads/main',
] as const;

/** The merge base of what is checked out and `asked`, by default the first of the usual main branches that exists. */
export async function findBase(root: string, asked?: string): Promise<Base> {
  const head = await currentRevision(root);
  if (head === null)
    throw new FleetqError('git', `${escapeControl(root)} has no commit yet, so nothing to compare with`);
  const reference = asked ?? (await usualBase(root));
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

async function usualBase(root: string): Promise<string> {
  const known = new Set((await lineFromGit(root, ['for-each-ref', '--format=%(refname)', ...USUAL_BASES])).split('\n'));
  const found = USUAL_BASES.find((name) => known.has(name));
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
