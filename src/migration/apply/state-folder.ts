import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FleetqError } from '../../errors.js';
import { lineFromGit } from '../../git/run.js';

/**
 * Where a run keeps its lock and its journal: within git's own folder, so that they never show up as changes;
 * without git, in a folder at the root that goes away again.
 */
export async function stateFolder(root: string): Promise<string> {
  try {
    const gitFolder = await lineFromGit(root, ['rev-parse', '--absolute-git-dir']);
    if (existsSync(gitFolder)) return join(gitFolder, 'fleetq');
  } catch (error) {
    if (!(error instanceof FleetqError)) throw error;
  }
  return join(root, '.fleetq');
}
