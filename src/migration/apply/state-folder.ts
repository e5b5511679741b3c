import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { FleetqError } from '../../errors.js';
import { gitFolder } from '../../git/repository.js';
import { stateFolderOfUser } from '../../io/user-folders.js';

/**
 * The folder of a run's lock and journal, where no checkout can put anything: git's own folder, so that they never show
 * up as changes; for a fleet that is not in git, a folder of the user's, named by the fleet's path.
 *
 * @throws FleetqError where git refuses the repository: what it does not trust is not written to
 */
export async function stateFolder(
  root: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const folder = await gitFolder(root);
  if (folder !== null) return join(folder, 'fleetq');
  const ofUser = stateFolderOfUser(variables);
  if (ofUser === null) throw new FleetqError('disk', 'there is no home folder to keep the journal of a migration in');
  return join(ofUser, createHash('sha256').update(realpathSync(root)).digest('hex').slice(0, 16));
}
