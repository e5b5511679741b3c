import type { ProbedConnector } from '../../fleet/connector.js';
import { gitTopLevel } from '../../git/repository.js';
import { dirtyFiles } from '../../git/status.js';
import { type UnknownBase, openBaseRevision, textAtBase, versionAtBase } from '../base-revision.js';
import { fillPullRequest } from '../changelog/entry.js';
import { changelogStep } from './changelog-step.js';
import { documentationPaths, findDocumentation, leftOutReason } from '../documentation.js';
import type { MetadataChange } from '../edits/metadata.js';
import { ineligibility } from '../eligibility.js';
import { type FileEdit, WorkingFiles } from '../files.js';
import type { MigrationPlan, MigrationRequest, PlanContext } from './plan.js';
import { type Reason, Refusal, refuse } from './reasons.js';
import { dockerignoreStep, readmeStep } from './leftover-steps.js';
import {
  deletionStep,
  dockerfileStep,
  imageStep,
  metadataStep,
  pyprojectStep,
  registryPinNotes,
  replaceText,
  versionStep,
} from './steps.js';

interface MigrationScope {
  readonly root: string;
  /** The key that holds the data in metadata files. */
  readonly dataKey: string | null;
  readonly connectors: readonly ProbedConnector[];
  /** The revision that versions are compared with; undefined for the main branch, where there is one. */
  readonly base: string | undefined;
  /** So many are planned, and no further connector is looked at. */
  readonly limit: number;
  readonly onProgress: (done: number, total: number) => void;
}

const NO_GIT: UnknownBase = { unknown: 'the fleet is not in git' };

/** Plans the migration of every connector, in their order. Writes nothing. */
export async function planMigrations(
  scope: MigrationScope,
  request: MigrationRequest,
): Promise<readonly MigrationPlan[]> {
  const inGit = (await gitTopLevel(scope.root)) !== null;
  const dirty = inGit ? await dirtyStates(scope) : new Map<string, string>();
  const base = inGit ? await openBaseRevision(scope.root, scope.base) : NO_GIT;
  const context: PlanContext = {
    dataKey: scope.dataKey,
    dirty,
    versionAtBase: async (connector) =>
      'unknown' in base ? null : ((await versionAtBase(base, connector, scope.dataKey)) ?? null),
    textAtBase: async (path) => ('unknown' in base ? null : textAtBase(base, path)),
  };
  try {
    const files = new WorkingFiles(scope.root);
    const plans: MigrationPlan[] = [];
    let planned = 0;
    for (const connector of scope.connectors) {
      if (planned >= scope.limit) break;
      const plan = await planConnector(connector, files, request, context);
      plans.push(plan);
      if (plan.outcome === 'planned') planned += 1;
      scope.onProgress(plans.length, scope.connectors.length);
    }
    return plans;
  } finally {
    if ('close' in base) await base.close();
  }
}

/** The states of uncommitted files, by path, among those that a migration of the connectors may touch. */
async function dirtyStates({ root, connectors }: MigrationScope): Promise<ReadonlyMap<string, string>> {
  const touched = connectors.flatMap((connector) => [
    connector.metadataPath,
    ...touchedFiles(connector),
    ...['README.md', '.dockerignore'].map((name) => `${connector.path}/${name}`),
    ...documentationPaths(connector),
  ]);
  const entries = await dirtyFiles(root, [...new Set(touched)]);
  return new Map(entries.map(({ path, state }) => [path, state]));
}

/** The files of a connector's folder, beside its metadata, that a migration may touch. */
function touchedFiles({ path }: ProbedConnector): readonly string[] {
  return ['Dockerfile', 'build.gradle', 'pyproject.toml', 'build_customization.py'].map((name) => `${path}/${name}`);
}

/** Plans every edit of one connector's migration, and stages them in `files` for the connectors that follow. */
async function planConnector(
  connector: ProbedConnector,
  files: WorkingFiles,
  request: MigrationRequest,
  context: PlanContext,
): Promise<MigrationPlan> {
  try {
    const plan = await planSteps(connector, files, request, context);
    if (plan.outcome === 'planned') files.stage(plan.edits);
    return plan;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { outcome: 'refused', connector, reasons: error.reasons };
  }
}

async function planSteps(
  connector: ProbedConnector,
  files: WorkingFiles,
  request: MigrationRequest,
  context: PlanContext,
): Promise<MigrationPlan> {
  const ineligible = ineligibility(connector);
  if (ineligible !== null) return refuse(ineligible.code, ineligible.message);
  for (const path of touchedFiles(connector))
    if (await files.isLeftOut(path)) return refuse('not-checked-out', leftOutReason(path));
  const image = imageStep(connector, request.baseImage);
  if (image.address === null && !connector.folder.hasDockerfile) return planMigrated(connector, files, request);

  const changelog = await changelogStep(
    connector,
    files,
    request,
    context,
    await versionStep(connector, request, context),
  );
  const { version } = changelog;
  const change: MetadataChange = {
    ...(image.address === null ? {} : { baseImage: image.address }),
    ...(version.from === version.to ? {} : { version }),
  };
  const baseImage = image.address ?? connector.baseImage ?? '';
  const dockerfile = await dockerfileStep(connector, files, request, baseImage);
  const pyproject = await pyprojectStep(connector, files, version);
  const leftovers = connector.folder.hasDockerfile
    ? [await readmeStep(connector, files, request), await dockerignoreStep(connector, files, request)]
    : [];
  const edits = [
    ...(await metadataStep(connector, files, context.dataKey, change)),
    ...pyproject.edits,
    ...changelog.edits,
    ...dockerfile.edits,
    ...(await deletionStep(`${connector.path}/build.gradle`, files)),
    ...leftovers.flatMap((step) => step.edits),
  ];
  await refuseBlocked(edits, files, context);
  return {
    outcome: 'planned',
    connector,
    edits,
    version,
    baseImage,
    notes: [
      ...image.notes,
      ...dockerfile.notes,
      ...pyproject.notes,
      ...changelog.notes,
      ...registryPinNotes(connector),
      ...leftovers.flatMap((step) => step.notes),
    ],
  };
}

/** The plan for a migrated connector: at most, the pull request is filled into the changelog row that fleetq wrote. */
async function planMigrated(
  connector: ProbedConnector,
  files: WorkingFiles,
  { pullRequest }: MigrationRequest,
): Promise<MigrationPlan> {
  const baseImage = connector.baseImage ?? '';
  const reason: Reason = {
    code: 'already-migrated',
    message: `already migrated: pins ${baseImage} and has no Dockerfile`,
  };
  const { version } = connector;
  if (pullRequest === null || version === null) return { outcome: 'skipped', connector, reason };
  const found = await findDocumentation(connector, files);
  const filled = found.ok ? fillPullRequest(found.page.text, version, pullRequest) : null;
  if (!found.ok || filled === null) return { outcome: 'skipped', connector, reason };
  const { path, bytes } = found.page;
  const blocker = await files.writeBlocker(path);
  if (blocker !== null) return refuse('not-writable', `${path} ${blocker}`);
  return {
    outcome: 'planned',
    connector,
    edits: [replaceText(path, bytes, filled)],
    version: { from: version, to: version },
    baseImage,
    notes: ['only the pull request number was left to fill in'],
  };
}

async function refuseBlocked(edits: readonly FileEdit[], files: WorkingFiles, { dirty }: PlanContext): Promise<void> {
  const reasons: Reason[] = [];
  for (const { path } of edits) {
    const state = dirty.get(path);
    if (state !== undefined)
      reasons.push({ code: 'uncommitted-changes', message: `${path} is ${state}: commit or restore it first` });
    const blocker = await files.writeBlocker(path);
    if (blocker !== null) reasons.push({ code: 'not-writable', message: `${path} ${blocker}` });
  }
  if (reasons.length > 0) throw new Refusal(reasons);
}
