import { FleetqError } from '../errors.js';
import { DEFAULT_CONFIG, type FleetConfig } from './config.js';
import type { FileTree } from './file-tree.js';
import type { Found } from './glob-obstacles.js';

/** The metadata files of a tree. */
export interface FoundMetadata extends Found {
  /** What would be found, and git ignores. */
  readonly ignored: readonly string[];
  /** Why git could not say what it ignores; null where it could, or had not to be asked. */
  readonly problem: string | null;
}

/**
 * Finds the metadata files. A layout of its own may look anywhere, so what git ignores is left out of a work tree, as it
 * is not in a commit either. The usual layout asks nothing of git: its folders are those of connectors.
 */
export async function findMetadata(tree: FileTree, config: FleetConfig): Promise<FoundMetadata> {
  const found = await tree.find(config.metadata, config.ignore);
  if (tree.revision !== null) return { ...found, ignored: [], problem: null };
  const candidates = [...found.paths, ...found.blocked.map(({ folder }) => folder)];
  const { ignored, problem } = await ignoredAmong(tree.root, candidates, config);
  if (ignored.size === 0) return { ...found, ignored: [], problem };
  return {
    paths: found.paths.filter((path) => !ignored.has(path)),
    blocked: found.blocked.filter(({ folder }) => !ignored.has(folder)),
    ignored: [...ignored],
    problem,
  };
}

/** Whether git, which is not asked for the usual layout, would still ignore just these of the paths that were found. */
export async function isIgnoredUpToDate(
  root: string,
  config: FleetConfig,
  paths: readonly string[],
  ignored: readonly string[],
): Promise<boolean> {
  const now = await ignoredAmong(root, [...paths, ...ignored], config);
  return now.problem === null && now.ignored.size === ignored.length && ignored.every((path) => now.ignored.has(path));
}

interface Answer {
  readonly ignored: ReadonlySet<string>;
  readonly problem: string | null;
}

const NOTHING: Answer = { ignored: new Set(), problem: null };

async function ignoredAmong(root: string, paths: readonly string[], { metadata }: FleetConfig): Promise<Answer> {
  if (paths.length === 0 || metadata.every((glob) => DEFAULT_CONFIG.metadata.includes(glob))) return NOTHING;
  const { ignoredPaths } = await import('../git/ignored-paths.js');
  try {
    return { ignored: await ignoredPaths(root, paths), problem: null };
  } catch (error) {
    if (!(error instanceof FleetqError)) throw error;
    return { ignored: NOTHING.ignored, problem: error.message };
  }
}
