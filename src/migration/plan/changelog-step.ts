import type { ProbedConnector } from '../../fleet/connector.js';
import { addChangelogEntry, fillPullRequest, isMigrationRow, newRows } from '../changelog/entry.js';
import { findChangelog, rowOf } from '../changelog/table.js';
import { findDocumentation } from '../documentation.js';
import type { WorkingFiles } from '../files.js';
import { firstFew } from '../../text/plural.js';
import { raisePatch } from '../versions.js';
import type { MigrationRequest, PlanContext, VersionChange } from './plan.js';
import { refuse } from './reasons.js';
import { type Step, replaceText } from './steps.js';

interface ChangelogStep extends Step {
  /** With the version that the row is for: a later one where the page has a row for the other already. */
  readonly version: VersionChange;
}

/**
 * Adds a changelog row for the new version, or fills in the pull request where this branch added the row before. A row
 * that the base has too, or that is about something else, leaves its version to that, and the next one is taken.
 */
export async function changelogStep(
  connector: ProbedConnector,
  files: WorkingFiles,
  request: MigrationRequest,
  context: PlanContext,
  wanted: VersionChange,
): Promise<ChangelogStep> {
  const found = await findDocumentation(connector, files);
  if (!found.ok) return refuse(found.code, found.reason);
  const { path, bytes, text } = found.page;
  const { from } = wanted;
  const before = await context.textAtBase(path);
  const table = findChangelog(text, from);
  const taken: string[] = [];
  for (let { to } = wanted; ; to = nextPatch(to)) {
    const notes =
      taken.length === 0 ? [] : [`${path} has a row for ${firstFew(taken)} about something else: ${to} instead`];
    const subject = subjectOf(connector, request, to);
    const version = { from, to };
    if (table === null || rowOf(table, to) === null) {
      const entry = { version: to, date: request.date, pullRequest: request.pullRequest, subject };
      const edited = addChangelogEntry(text, entry, from);
      return edited.ok
        ? { edits: [replaceText(path, bytes, edited.text)], notes, version }
        : refuse('no-changelog', `${path} ${edited.reason}`);
    }
    if (newRows(text, before ?? '', to).some((row) => isMigrationRow(row, request.pullRequest, subject))) {
      const filled = request.pullRequest === null ? null : fillPullRequest(text, to, request.pullRequest);
      if (filled !== null) return { edits: [replaceText(path, bytes, filled)], notes, version };
      return { edits: [], notes: from === to ? notes : [...notes, `${path} has its row for ${to} already`], version };
    }
    taken.push(to);
  }
}

function nextPatch(version: string): string {
  const raised = raisePatch(version);
  return raised.ok ? raised.version : refuse('version', raised.reason);
}

function subjectOf(
  { name, folder }: ProbedConnector,
  { message, baseImage }: MigrationRequest,
  version: string,
): string {
  const usual = `Build on the Python base image {image}${folder.hasDockerfile ? ' instead of a Dockerfile' : ''}`;
  const words: Readonly<Record<string, string>> = { name, version, image: baseImage.tag };
  return (message ?? usual).replace(/\{(name|version|image)\}/g, (written, key: string) => words[key] ?? written);
}
