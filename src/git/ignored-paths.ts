import { realpathSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { foldersOf } from './changed-paths.js';
import { isInsideRepository, isNoRepository, processFailure, recordsFromGit, runGit } from './run.js';

const NONE: ReadonlySet<string> = new Set();

/**
 * Those of the paths that git ignores: they match a pattern of `.gitignore` or of the user's own lists, and are not
 * tracked, nor is anything below them. None outside of a repository, and none where the root itself is ignored: the
 * user named it. Rejects with a `FleetqError` where git cannot say.
 */
export async function ignoredPaths(root: string, paths: readonly string[]): Promise<ReadonlySet<string>> {
  if (paths.length === 0 || !isInsideRepository(root)) return NONE;
  const { matched, realPath } = await matchedByPatterns(root, paths);
  if (matched.size === 0) return NONE;
  const records = await recordsFromGit(root, ['ls-files', '-z', '--recurse-submodules']);
  const tracked = new Set(records.map(({ text }) => text));
  if (matched.has('.') && tracked.size === 0) return NONE;
  const folders = foldersOf(tracked);
  const isIgnored = (path: string): boolean => matched.has(path) && !tracked.has(path) && !folders.has(path);
  return new Set(paths.filter((path) => isIgnored(realPath(path))));
}

interface Matched {
  /** Paths without links on the way; `.` for the root. */
  readonly matched: ReadonlySet<string>;
  readonly realPath: (path: string) => string;
}

/** What the patterns mean, tracked or not: with its index at hand, git refuses paths inside submodules. */
async function matchedByPatterns(root: string, paths: readonly string[]): Promise<Matched> {
  const asWritten = await checkIgnore(root, paths);
  if (asWritten !== null) return { matched: asWritten, realPath: (path) => path };
  const realPath = realPathsIn(root);
  const inside = paths.map(realPath).filter((path) => !path.startsWith('../'));
  return { matched: (await checkIgnore(root, inside)) ?? NONE, realPath };
}

/** Null where a link is on the way to one of the paths, which git does not follow. */
async function checkIgnore(root: string, paths: readonly string[]): Promise<ReadonlySet<string> | null> {
  // The command knows no literal paths. Behind `./`, nothing is read as a pattern.
  const args = ['--no-literal-pathspecs', 'check-ignore', '--no-index', '-z', '--stdin'];
  const input = ['.', ...paths.map((path) => `./${path}`)].join('\0');
  const { stdout, stderr, exitCode } = await runGit(root, args, [0, 1, 128], `${input}\0`);
  if (exitCode !== 128) {
    const lines = stdout.toString().split('\0').slice(0, -1);
    return new Set(lines.map((line) => line.replace(/^\.\/(?=.)/, '')));
  }
  if (isNoRepository(stderr)) return NONE;
  if (stderr.includes('beyond a symbolic link')) return null;
  throw processFailure({ command: 'check-ignore', root, exitCode, signal: null, stderr });
}

/** Resolves the folder of a path; what the path itself is, a link included, stays. */
function realPathsIn(root: string): (path: string) => string {
  const realRoot = realpathSync.native(root);
  const folders = new Map<string, string>();
  return (path) => {
    const folder = posix.dirname(path);
    const known = folders.get(folder) ?? relative(realRoot, realFolder(root, folder)).split(sep).join('/');
    folders.set(folder, known);
    return posix.join(known, posix.basename(path));
  };
}

function realFolder(root: string, folder: string): string {
  try {
    return realpathSync.native(join(root, folder));
  } catch {
    return join(root, folder);
  }
}
