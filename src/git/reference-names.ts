import { runGit } from './run.js';

/** Branches, remote branches and tags by their short names, newest first; empty outside of a repository. */
export async function referenceNames(root: string): Promise<readonly string[]> {
  const { stdout, exitCode } = await runGit(
    root,
    ['for-each-ref', '--format=%(refname:short)', '--sort=-creatordate', 'refs/heads', 'refs/remotes', 'refs/tags'],
    [0, 128],
  );
  return exitCode === 0
    ? stdout
        .toString()
        .split('\n')
        .filter((name) => name !== '')
    : [];
}
