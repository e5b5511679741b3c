import type { ProbedConnector } from '../../fleet/connector.js';
import { addChangelogEntry, fillPullRequest } from '../changelog/entry.js';
import { findChangelog, rowOf } from '../changelog/table.js';
import { type MetadataChange, editMetadata } from '../edits/metadata/edit.js';
import { decodeExactly } from '../edits/text-file.js';
import { dockerfileStep } from './dockerfile-step.js';
import { type DocumentationPage, documentationOf } from './documentation.js';
import { notEligible } from './eligible.js';
import { imageStep } from './image-step.js';
import { type FileEdit, type PlannedMigration, Refusal, refuse } from './outcome.js';
import type { MigrationRequest, Surroundings } from './request.js';
import { type VersionStep, pinNotes, pyprojectStep, versionStep } from './version-step.js';
import type { WorkingFiles } from './working-files.js';

/** Plans every edit of one connector's migration. Writes nothing; the plan is staged in `files` for those that follow. */
export async function planConnector(
  connector: ProbedConnector,
  files: WorkingFiles,
  request: MigrationRequest,
  surroundings: Surroundings,
): Promise<PlannedMigration> {
  try {
    const planned = await plan(connector, files, request, surroundings);
    if (planned.outcome === 'planned') files.stage(planned.edits);
    return planned;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { outcome: 'refused', connector, reasons: error.reasons };
  }
}

async function plan(
  connector: ProbedConnector,
  files: WorkingFiles,
  request: MigrationRequest,
  surroundings: Surroundings,
): Promise<PlannedMigration> {
  const ineligible = notEligible(connector);
  if (ineligible !== null) return refuse(ineligible);
  const image = imageStep(connector, request.baseImage);
  if (image.address === null && !connector.folder.hasDockerfile) return alreadyMigrated(connector, files, request);

  const version = await versionStep(connector, surroundings);
  const change: MetadataChange = {
    ...(image.address === null ? {} : { baseImage: image.address }),
    ...(version.from === version.to ? {} : { version }),
  };
  const dockerfile = await dockerfileStep(connector, files, request);
  const pyproject = await pyprojectStep(connector, files, version);
  const changelog = await changelogStep(connector, files, request, version);
  const edits = [
    ...(await metadataEdits(connector, files, surroundings, change)),
    ...pyproject.edits,
    ...changelog.edits,
    ...dockerfile.edits,
    ...(await deletionOf(`${connector.path}/build.gradle`, files)),
  ];
  await refuseObstacles(edits, files, surroundings);
  return {
    outcome: 'planned',
    connector,
    edits,
    version,
    baseImage: image.address ?? connector.baseImage ?? '',
    notes: [...image.notes, ...dockerfile.notes, ...pyproject.notes, ...changelog.notes, ...pinNotes(connector)],
  };
}

/** Nothing is left to migrate; a number may be left to fill in. That edit touches only the row that fleetq wrote. */
async function alreadyMigrated(
  connector: ProbedConnector,
  files: WorkingFiles,
  request: MigrationRequest,
): Promise<PlannedMigration> {
  const reason = `already migrated: pins ${connector.baseImage ?? ''} and has no Dockerfile`;
  const version = connector.version;
  if (request.pullRequest === null || version === null) return { outcome: 'skipped', connector, reason };
  const found = await documentationOf(connector, (path) => files.read(path));
  const filled = found.ok ? fillPullRequest(found.page.text, version, request.pullRequest) : null;
  if (!found.ok || filled === null) return { outcome: 'skipped', connector, reason };
  const edits = [replaced(found.page, filled)];
  const obstacle = await files.obstacle(found.page.path);
  if (obstacle !== null) return refuse(`${found.page.path} ${obstacle}`);
  return {
    outcome: 'planned',
    connector,
    edits,
    version: { from: version, to: version },
    baseImage: connector.baseImage ?? '',
    notes: ['only the pull request number was left to fill in'],
  };
}

async function metadataEdits(
  connector: ProbedConnector,
  files: WorkingFiles,
  { dataKey }: Surroundings,
  change: MetadataChange,
): Promise<readonly FileEdit[]> {
  if (Object.keys(change).length === 0) return [];
  const bytes = await files.read(connector.metadataPath);
  const text = bytes === null ? null : decodeExactly(bytes);
  if (bytes === null || text === null) return refuse(`${connector.metadataPath} is not UTF-8 text`);
  const edited = await editMetadata(text, dataKey, change);
  if (!edited.ok) return refuse(`${connector.metadataPath}: ${edited.reason}`);
  return [{ path: connector.metadataPath, before: bytes, after: new TextEncoder().encode(edited.text) }];
}

async function changelogStep(
  connector: ProbedConnector,
  files: WorkingFiles,
  request: MigrationRequest,
  version: VersionStep,
): Promise<{ edits: readonly FileEdit[]; notes: readonly string[] }> {
  const found = await documentationOf(connector, (path) => files.read(path));
  if (!found.ok) return refuse(found.reason);
  const { page } = found;
  const table = findChangelog(page.text, version.from);
  if (table !== null && rowOf(table, version.to) !== null) {
    const filled = request.pullRequest === null ? null : fillPullRequest(page.text, version.to, request.pullRequest);
    if (filled !== null) return { edits: [replaced(page, filled)], notes: [] };
    return {
      edits: [],
      notes: version.from === version.to ? [] : [`${page.path} has a row for ${version.to} already: left as it is`],
    };
  }
  const subject = `Build on the Python base image ${request.baseImage.tag}${connector.folder.hasDockerfile ? ' instead of a Dockerfile' : ''}`;
  const entry = { version: version.to, date: request.date, pullRequest: request.pullRequest, subject };
  const edited = addChangelogEntry(page.text, entry, version.from);
  if (!edited.ok) return refuse(`${page.path} ${edited.reason}`);
  return { edits: [replaced(page, edited.text)], notes: [] };
}

async function deletionOf(path: string, files: WorkingFiles): Promise<readonly FileEdit[]> {
  const before = await files.read(path);
  return before === null ? [] : [{ path, before, after: null }];
}

async function refuseObstacles(
  edits: readonly FileEdit[],
  files: WorkingFiles,
  { dirty }: Surroundings,
): Promise<void> {
  const reasons: string[] = [];
  for (const { path } of edits) {
    const uncommitted = dirty.get(path);
    if (uncommitted !== undefined) reasons.push(`${path} is ${uncommitted}: commit or restore it first`);
    const obstacle = await files.obstacle(path);
    if (obstacle !== null) reasons.push(`${path} ${obstacle}`);
  }
  if (reasons.length > 0) refuse(...reasons);
}

function replaced(page: DocumentationPage, text: string): FileEdit {
  return { path: page.path, before: page.bytes, after: new TextEncoder().encode(text) };
}
