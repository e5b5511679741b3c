import { FleetqError } from '../../errors.js';
import type { Connector } from '../../fleet/connector.js';
import { gitTopLevel } from '../../git/repository.js';
import { dirtyFiles } from '../../git/status.js';
import { type BaseRevision, openBaseRevision, versionAtBase } from '../base-revision.js';
import { possiblePages } from './documentation.js';
import type { PlannedMigration } from './outcome.js';
import { planConnector } from './plan-connector.js';
import type { MigrationRequest } from './request.js';
import { WorkingFiles } from './working-files.js';

export interface MigrationScope {
  readonly root: string;
  /** The key that holds the data in metadata files. */
  readonly dataKey: string | null;
  readonly connectors: readonly Connector[];
  /** The revision that versions are compared with; undefined for the main branch, where there is one. */
  readonly base: string | undefined;
  readonly onProgress: (done: number, total: number) => void;
}

/** Plans the migration of every connector, in their order. Writes nothing. */
export async function planMigrations(
  scope: MigrationScope,
  request: MigrationRequest,
): Promise<readonly PlannedMigration[]> {
  const inGit = (await gitTopLevel(scope.root)) !== null;
  const dirty = inGit ? await dirtyAmong(scope) : new Map<string, string>();
  const base = inGit ? await baseOf(scope) : null;
  try {
    const files = new WorkingFiles(scope.root);
    const plans: PlannedMigration[] = [];
    for (const connector of scope.connectors) {
      plans.push(
        await planConnector(connector, files, request, {
          dataKey: scope.dataKey,
          dirty,
          versionAtBase: async (one) =>
            base === null ? null : ((await versionAtBase(base, one, scope.dataKey)) ?? null),
        }),
      );
      scope.onProgress(plans.length, scope.connectors.length);
    }
    return plans;
  } finally {
    await base?.close();
  }
}

async function dirtyAmong({ root, connectors }: MigrationScope): Promise<ReadonlyMap<string, string>> {
  const touched = connectors.flatMap((connector) => [
    connector.metadataPath,
    ...['Dockerfile', 'build.gradle', 'pyproject.toml', 'build_customization.py'].map(
      (name) => `${connector.path}/${name}`,
    ),
    ...possiblePages(connector),
  ]);
  const entries = await dirtyFiles(root, [...new Set(touched)]);
  return new Map(entries.map(({ path, state }) => [path, state]));
}

/** A base that somebody asked for must be there; the usual one may be missing. */
async function baseOf({ root, base }: MigrationScope): Promise<BaseRevision | null> {
  try {
    return await openBaseRevision(root, base);
  } catch (error) {
    if (base !== undefined || !(error instanceof FleetqError)) throw error;
    return null;
  }
}
