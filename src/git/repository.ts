import { isNoRepository, lineFromGit, processFailure, runGit } from './run.js';

/** The top folder of the work tree that holds `folder`, or null where it is in none (bare repositories have none). */
export async function gitTopLevel(folder: string): Promise<string | null> {
  const args = ['rev-parse', '--show-toplevel'];
  const { stdout, stderr, exitCode } = await runGit(folder, args, [0, 128]);
  if (exitCode === 0) return stdout.toString().replace(/\r?\n$/, '');
  const isBare = stderr.includes('must be run in a work tree') || stderr.includes('cannot use bare repository');
  if (isNoRepository(stderr) || isBare) return null;
  throw processFailure({ command: 'rev-parse', root: folder, exitCode, signal: null, stderr });
}

/** Git's own folder for the repository that holds `folder`, or null outside of one. Rejects where git refuses it. */
export async function gitFolder(folder: string): Promise<string | null> {
  const args = ['rev-parse', '--absolute-git-dir'];
  const { stdout, stderr, exitCode } = await runGit(folder, args, [0, 128]);
  if (exitCode === 0) return stdout.toString().replace(/\r?\n$/, '');
  if (isNoRepository(stderr)) return null;
  throw processFailure({ command: 'rev-parse', root: folder, exitCode, signal: null, stderr });
}

/** The full id of the commit that is checked out, or null where there is none yet. */
export async function currentRevision(root: string): Promise<string | null> {
  const { stdout, stderr, exitCode } = await runGit(root, ['rev-parse', '--verify', 'HEAD^{commit}'], [0, 128]);
  if (exitCode === 0) return stdout.toString().trim();
  if (stderr.includes('single revision')) return null;
  throw processFailure({ command: 'rev-parse', root, exitCode, signal: null, stderr });
}

/** The path of `root` below the top folder: empty at the top, else with a slash at the end. */
export function prefixOf(root: string): Promise<string> {
  return lineFromGit(root, ['rev-parse', '--show-prefix']);
}

export async function isShallow(root: string): Promise<boolean> {
  return (await lineFromGit(root, ['rev-parse', '--is-shallow-repository'])) === 'true';
}

/** The remote to fetch from: `origin` where there is one, else the first, null without any. */
export async function mainRemote(root: string): Promise<string | null> {
  const remotes = nonEmptyLines(await lineFromGit(root, ['remote']));
  return remotes.includes('origin') ? 'origin' : (remotes[0] ?? null);
}

/** Branches, remote branches and tags by their short names, newest first; empty outside of a repository. */
export async function referenceNames(root: string): Promise<readonly string[]> {
  const { stdout, exitCode } = await runGit(
    root,
    ['for-each-ref', '--format=%(refname:short)', '--sort=-creatordate', 'refs/heads', 'refs/remotes', 'refs/tags'],
    [0, 128],
  );
  return exitCode === 0 ? nonEmptyLines(stdout.toString()) : [];
}

function nonEmptyLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}
