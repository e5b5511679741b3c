import { FleetqError } from '../../errors.js';
import type { ProbedConnector } from '../../fleet/connector.js';
import { type NewBranch, createBranches, refuseTakenBranches } from '../../git/create-branches.js';
import { gitTopLevel } from '../../git/repository.js';
import { type RevisionTree, revisionTree } from '../../git/revision-tree.js';
import { escapeControl } from '../../text/escape-control.js';
import { counted } from '../../text/plural.js';
import type { ImageAddress } from '../../values/image-address.js';
import { type FileEdit, combined } from '../files.js';
import type { MigrationGroup } from '../plan/groups.js';
import type { MigrationPlan } from '../plan/plan.js';

type PlanAlone = (connectors: readonly ProbedConnector[]) => Promise<readonly MigrationPlan[]>;

/**
 * Commits each group on a branch of its own, from what is checked out: all of them or none. A documentation page that
 * two groups share has only the group's own rows in each.
 */
export async function commitGroups(
  root: string,
  groups: readonly MigrationGroup[],
  planAlone: PlanAlone,
  baseImage: ImageAddress,
): Promise<void> {
  if ((await gitTopLevel(root)) === null)
    throw new FleetqError('refused', '--commit needs a git repository', ['leave it out to edit the files']);
  await refuseTakenBranches(
    root,
    groups.map(({ branch }) => branch),
  );
  const tree = await revisionTree(root, 'HEAD');
  try {
    const branches: NewBranch[] = [];
    for (const { branch, connectors } of groups) {
      const plans = await planAlone(connectors);
      const edits = combined(plans.flatMap((plan) => (plan.outcome === 'planned' ? plan.edits : [])));
      await refuseConverted(tree, edits);
      branches.push({
        name: branch,
        message: messageOf(plans, baseImage),
        files: edits.map(({ path, after }) => ({ path, contents: after })),
      });
    }
    await createBranches(root, tree.revision, branches);
  } finally {
    await tree.close();
  }
}

/** Where git holds other bytes than the disk (line ends, LFS), what is on disk is not what a commit should hold. */
async function refuseConverted(tree: RevisionTree, edits: readonly FileEdit[]): Promise<void> {
  for (const { path, before } of edits) {
    const committed = await tree.readIfPresent(path);
    const same = committed === null || before === null ? committed === before : Buffer.compare(committed, before) === 0;
    if (!same)
      throw new FleetqError(
        'refused',
        `nothing was written, because ${escapeControl(path)} is not on disk as it is in the last commit`,
        ['git may convert its line ends: migrate without --commit, and let git commit'],
      );
  }
}

function messageOf(plans: readonly MigrationPlan[], baseImage: ImageAddress): string {
  const lines = plans.flatMap((plan) =>
    plan.outcome === 'planned'
      ? [`- ${escapeControl(plan.connector.name)} ${escapeControl(plan.version.from)} to ${plan.version.to}`]
      : [],
  );
  const only = plans.length === 1 ? plans[0]?.connector.name : undefined;
  const what = only === undefined ? counted(plans.length, 'connector') : escapeControl(only);
  return `Build ${what} on the base image ${baseImage.tag}\n\n${lines.join('\n')}\n`;
}
