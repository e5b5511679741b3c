import { shellQuoted } from './failure.js';
import { mainRemote } from './repository.js';
import { runGit } from './run.js';

export const UNSHALLOW =
  'this clone is shallow: git fetch --unshallow brings the history (actions/checkout: fetch-depth: 0)';

/** What to fetch so that a revision that is not here may be: exact commands, none without a remote. */
export async function fetchHints(root: string, revision: string): Promise<readonly string[]> {
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
  if (await isKnown(root, `refs/remotes/${remote}/${name}`))
    return [`the branch of ${remote} is \`${remote}/${name}\``];
  return [
    `if ${remote} has it: ${fetchBranch(remote, name)} (a tag: git fetch ${shellQuoted(remote)} tag ${shellQuoted(name)})`,
  ];
}

/** The command that makes a branch of the remote known as `REMOTE/BRANCH`. */
export function fetchBranch(remote: string, branch: string): string {
  return `git fetch ${shellQuoted(remote)} ${shellQuoted(`${branch}:refs/remotes/${remote}/${branch}`)}`;
}

async function isKnown(root: string, reference: string): Promise<boolean> {
  return (await runGit(root, ['show-ref', '--verify', '--quiet', reference], [0, 1, 128])).exitCode === 0;
}
