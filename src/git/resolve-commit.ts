import { FleetqError } from '../errors.js';
import { escapeControl } from '../text/escape-control.js';
import { nearest } from '../text/nearest.js';
import { isNoRepository, processFailure } from './failure.js';
import { UNSHALLOW, fetchHints } from './fetch-hints.js';
import { isShallow } from './repository.js';
import { lineFromGit, runGit } from './run.js';

/** The full id of the commit that a commit id, branch, tag or any other revision of git names. */
export async function resolveCommit(root: string, revision: string): Promise<string> {
  // No revision of git starts with a dash; passing one on would make it an option.
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
  const kind = /dereferences to (\w+) type/.exec(stderr)?.[1];
  if (kind !== undefined)
    return new FleetqError('git', `\`${name}\` is a ${kind}, not a commit`, ['name a commit, branch or tag']);

  const near = nearest(revision, await branchesAndTags(root));
  const hints = [
    ...(near === undefined ? [] : [`did you mean \`${escapeControl(near)}\`?`]),
    ...((await isShallow(root)) ? [UNSHALLOW] : []),
    ...(await fetchHints(root, revision)),
  ];
  return new FleetqError('git', `there is no commit, branch or tag \`${name}\` in ${escapeControl(root)}`, hints);
}

/** Names as people write them: `master`, `v1.0`, `origin/master`; and `master` for what is only at the remote. */
async function branchesAndTags(root: string): Promise<readonly string[]> {
  const names = await lineFromGit(root, [
    'for-each-ref',
    '--format=%(refname)',
    'refs/heads',
    'refs/tags',
    'refs/remotes',
  ]);
  return names
    .split('\n')
    .map((name) => name.replace(/^refs\/(heads|tags|remotes)\//, ''))
    .filter((name) => name !== '');
}
