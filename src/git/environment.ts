import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Variables that name one repository. Inside a hook they name the hook's, which need not be the one asked about. */
const LOCATION = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
] as const;

/** Variables that change how path arguments are read; git refuses them beside `--literal-pathspecs`. */
const PATHSPECS = [
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
] as const;

/**
 * The environment for git processes about `root`.
 *
 * The user's own settings hold, with one exception: where `root` lies in a repository, that repository is meant, so
 * variables that name another are left out. Where it does not (`GIT_DIR` and `GIT_WORK_TREE` for a folder without
 * `.git`), they are the only way to find it and stay.
 */
export function gitEnvironment(root: string, user: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    // A question for a password would wait behind the progress line for ever.
    GIT_TERMINAL_PROMPT: '0',
    ...user,
    // Messages are matched, so they must not be translated.
    LC_ALL: 'C',
  };
  const left = new Set<string>(isInsideRepository(root) ? [...LOCATION, ...PATHSPECS] : PATHSPECS);
  // git is started in `root`, the user's relative paths were meant from here.
  for (const name of ['GIT_DIR', 'GIT_WORK_TREE'] as const) {
    if (environment[name] !== undefined) environment[name] = resolve(environment[name]);
  }
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !left.has(name)));
}

function isInsideRepository(root: string): boolean {
  for (let folder = resolve(root); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return true;
    if (dirname(folder) === folder) return false;
  }
}
