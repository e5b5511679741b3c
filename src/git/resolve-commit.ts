import { FleetqError } from '../errors.js';
import { escapeControl } from '../text/escape-control.js';
import { nearest } from '../text/nearest.js';
import { isShallow, mainRemote } from './repository.js';
import { isNoRepository, lineFromGit, processFailure, runGit, shellQuoted } from './run.js';

/** The full id of the commit that a commit id, branch, tag or any other revision of git names. */
export async function resolveCommit(root: string, revision: string): Promise<string> {
  // No revision starts with a dash; git would take it for an option.
  if (revision === '' || revision.startsWith('-') || /[\0\n]/.test(revision)) {
    throw new FleetqError('git', `\`${escapeControl(revision)}\` is not a revision`, ['name a commit, branch or tag']);
  }
  const { stdout, stderr, exitCode } = await runGit(root, ['rev-parse', '--verify', `${revision}^{commit}`], [0, 128]);
  const id = /^[0-9a-f]{40,64}\n$/.exec(stdout.toString())?.[0].trim();
  if (exitCode === 0 && id !== undefined) return id;
  if (isNoRepository(stderr) || /dubious ownership|unsafe repository/.test(stderr)) {
    throw processFailure({ command: 'rev-parse', root, exitCode, signal: null, stderr });
  }
  throw await noSuchCommit(root, revision, stderr);
}

async function noSuchCommit(root: string, revision: string, stderr: string): Promise<FleetqError> {
  const name = escapeControl(revision);
  if (stderr.includes('is ambiguous') && /short (object ID|SHA1)/i.test(stderr)) {
    return new FleetqError('git', `\`${name}\` is the start of more than one object id`, ['give more of its digits']);
  }
  const type = /dereferences to (\w+) type/.exec(stderr)?.[1];
  if (type !== undefined)
    return new FleetqError('git', `\`${name}\` is a ${type}, not a commit`, ['name a commit, branch or tag']);

  const near = nearest(revision, await branchesAndTags(root));
  const hints = [
    ...(near === undefined ? [] : [`did you mean \`${escapeControl(near)}\`?`]),
    ...((await isShallow(root)) ? [UNSHALLOW] : []),
    ...(await fetchHints(root, revision)),
  ];
  return new FleetqError('git', `there is no commit, branch or tag \`${name}\` in ${escapeControl(root)}`, hints);
}

/** Names as people write them: `master`, `v1.0`, `origin/master`. */
async function branchesAndTags(root: string): Promise<readonly string[]> {
  const args = ['for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/tags', 'refs/remotes'];
  return (await lineFromGit(root, args))
    .split('\n')
    .map((name) => name.replace(/^refs\/(heads|tags|remotes)\//, ''))
    .filter((name) => name !== '');
}

export const UNSHALLOW =
  'this clone is shallow: git fetch --unshallow brings the history (actions/checkout: fetch-depth: 0)';

/** Commands that may fetch a revision that is not here; none without a remote. */
async function fetchHints(root: string, revision: string): Promise<readonly string[]> {
  const remote = await mainRemote(root);
  const name = /^[^~^:@{}\\\s*?[]+/.exec(revision)?.[0];
  if (remote === null || name === undefined || name === 'HEAD') return [];
  if (/^[0-9a-f]{7,64}$/.test(name)) {
    return name.length >= 40
      ? [`if ${remote} has it: git fetch ${shellQuoted(remote)} ${name}`]
      : [`if ${remote} has it: git fetch ${shellQuoted(remote)}`];
  }
  if (name.startsWith(`${remote}/`))
    return [`if ${remote} has it: ${fetchBranch(remote, name.slice(remote.length + 1))}`];
  if (await refExists(root, `refs/remotes/${remote}/${name}`))
    return [`the branch of ${remote} is \`${remote}/${name}\``];
  return [
    `if ${remote} has it: ${fetchBranch(remote, name)} (a tag: git fetch ${shellQuoted(remote)} tag ${shellQuoted(name)})`,
  ];
}

/** The command that fetches a branch of the remote as `REMOTE/BRANCH`. */
export function fetchBranch(remote: string, branch: string): string {
  return `git fetch ${shellQuoted(remote)} ${shellQuoted(`${branch}:refs/remotes/${remote}/${branch}`)}`;
}

async function refExists(root: string, reference: string): Promise<boolean> {
  return (await runGit(root, ['show-ref', '--verify', '--quiet', reference], [0, 1, 128])).exitCode === 0;
}
