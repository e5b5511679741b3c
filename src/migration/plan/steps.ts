import { type ProbedConnector, dataOf } from '../../fleet/connector.js';
import {
  type ImageAddress,
  formatImageAddress,
  imageName,
  parseImageAddress,
  sameImage,
} from '../../values/image-address.js';
import { entriesOf, getKey, isMapping } from '../../values/value.js';
import { scaffoldHooks } from '../build-customization.js';
import { versionProblem } from '../connector-version.js';
import { describeCustomization } from '../dockerfile/customization.js';
import { type MetadataChange, editMetadata } from '../edits/metadata.js';
import { pyprojectVersion, raisePyprojectVersion } from '../edits/pyproject.js';
import { decodeExactly } from '../edits/text-edit.js';
import type { FileEdit, WorkingFiles } from '../files.js';
import { UnreadableFileError, orUnreadable } from '../../io/unreadable-file.js';
import { compareVersions, raiseVersion, versionOfTag } from '../versions.js';
import type { MigrationRequest, PlanContext, VersionChange } from './plan.js';
import { refuse } from './reasons.js';

/** What a step does to the files, and what to tell about it. */
export interface Step {
  readonly edits: readonly FileEdit[];
  readonly notes: readonly string[];
}

const NOTHING: Step = { edits: [], notes: [] };

/** The address to pin; null where the pinned one stays. Never steps back to an older version of the same image. */
export function imageStep(
  connector: ProbedConnector,
  target: ImageAddress,
): { readonly address: string | null; readonly notes: readonly string[] } {
  const pinned = connector.baseImage === null ? null : parseImageAddress(connector.baseImage);
  const address = formatImageAddress(target);
  if (pinned === null) return { address, notes: [] };
  if (!pinned.ok)
    return { address, notes: [`the former base image ${connector.baseImage ?? ''} ${pinned.problem.message}`] };
  if (sameImage(pinned.image, target)) return { address: null, notes: [] };
  if (imageName(pinned.image) !== imageName(target))
    return { address, notes: [`the former base image was another one: ${connector.baseImage ?? ''}`] };
  return isNewer(pinned.image.tag, target.tag)
    ? { address: null, notes: [`stays on ${pinned.image.tag}, which is newer than ${target.tag}`] }
    : { address, notes: [] };
}

function isNewer(tag: string, than: string): boolean {
  const [own, other] = [versionOfTag(tag), versionOfTag(than)];
  return own !== null && other !== null && compareVersions(own, other) > 0;
}

/** Raises the version once: not again where an earlier commit of this branch raised it as much. */
export async function versionStep(
  connector: ProbedConnector,
  { bump }: MigrationRequest,
  context: PlanContext,
): Promise<VersionChange> {
  const from = connector.version;
  if (from === null) return refuse('version', versionProblem(connector));
  const raised = raiseVersion(from, bump);
  if (!raised.ok) return refuse('version', raised.reason);
  const atBase = await context.versionAtBase(connector);
  const expected = atBase === null ? null : raiseVersion(atBase, bump);
  if (atBase === null || expected?.ok !== true || compareVersions(from, atBase) <= 0)
    return { from, to: raised.version };
  return { from, to: compareVersions(from, expected.version) >= 0 ? from : expected.version };
}

export async function metadataStep(
  connector: ProbedConnector,
  files: WorkingFiles,
  dataKey: string | null,
  change: MetadataChange,
): Promise<readonly FileEdit[]> {
  if (Object.keys(change).length === 0) return [];
  const path = connector.metadataPath;
  const bytes = await contentsOf(files, path);
  const text = bytes === null ? null : decodeExactly(bytes);
  if (bytes === null || text === null) return refuse('not-text', `${path} is not UTF-8 text`);
  const edited = await editMetadata(text, dataKey, change);
  return edited.ok
    ? [replaceText(path, bytes, edited.text)]
    : refuse('metadata-not-editable', `${path}: ${edited.reason}`);
}

/** Raises the version of `pyproject.toml` along, where it states the same one. */
export async function pyprojectStep(
  connector: ProbedConnector,
  files: WorkingFiles,
  version: VersionChange,
): Promise<Step> {
  const path = `${connector.path}/pyproject.toml`;
  const bytes = await contentsOf(files, path);
  if (bytes === null || version.from === version.to) return NOTHING;
  const text = decodeExactly(bytes);
  if (text === null) return refuse('not-text', 'pyproject.toml is not UTF-8 text');
  const raised = await raisePyprojectVersion(text, version.from, version.to);
  if (raised?.ok === false) return refuse('pyproject-not-editable', `pyproject.toml ${raised.reason}`);
  if (raised !== null) return { edits: [replaceText(path, bytes, raised.text)], notes: [] };
  const stated = await pyprojectVersion(text);
  return stated === null
    ? NOTHING
    : { edits: [], notes: [`pyproject.toml states version ${stated}, not ${version.from}: left as it is`] };
}

/** Deletes the Dockerfile, and does what the request says about its customizations of the base image that is pinned. */
export async function dockerfileStep(
  connector: ProbedConnector,
  files: WorkingFiles,
  request: MigrationRequest,
  baseImage: string,
): Promise<Step> {
  const path = `${connector.path}/Dockerfile`;
  const bytes = await contentsOf(files, path);
  if (bytes === null) return NOTHING;
  const deletion: FileEdit = { path, before: bytes, after: null };
  const text = decodeExactly(bytes);
  if (text === null) return refuse('not-text', 'Dockerfile is not UTF-8 text');
  // The parser is loaded where there is a Dockerfile to parse: most connectors have none.
  const { analyzeDockerfile, dockerfileNotes } = await import('../dockerfile/customizations.js');
  const pinned = parseImageAddress(baseImage);
  const analysis = analyzeDockerfile(text, connector.name.replaceAll('-', '_'), pinned.ok ? pinned.image : null);
  const notes = dockerfileNotes(
    analysis,
    connector.version,
    request.customDockerfile === 'scaffold-hooks' && analysis.customizations.length > 0,
  );
  if (analysis.customizations.length === 0) return { edits: [deletion], notes };

  const descriptions = analysis.customizations.map(describeCustomization);
  const hooks = `${connector.path}/build_customization.py`;
  switch (request.customDockerfile) {
    case 'discard':
      return { edits: [deletion], notes: [...descriptions.map((line) => `lost: ${line}`), ...notes] };
    case 'abort':
      return refuse('custom-dockerfile', ...descriptions);
    case 'scaffold-hooks':
      if ((await contentsOf(files, hooks)) !== null)
        return refuse(
          'hooks-exist',
          'build_customization.py exists already: carry these over by hand, then use --force',
          ...descriptions,
        );
      return {
        edits: [deletion, replaceText(hooks, null, scaffoldHooks(analysis))],
        notes: [
          'build_customization.py is a scaffold: complete it and have the Connector Operations team review it',
          ...notes,
        ],
      };
  }
}

/** Deletes a file that has no use after the migration. */
export async function deletionStep(path: string, files: WorkingFiles): Promise<readonly FileEdit[]> {
  const before = await contentsOf(files, path);
  return before === null ? [] : [{ path, before, after: null }];
}

/** Pins in `registryOverrides` say what a registry serves, not what is built: they are left. */
export function registryPinNotes(connector: ProbedConnector): readonly string[] {
  const overrides = getKey(dataOf(connector), 'registryOverrides');
  if (overrides === undefined || !isMapping(overrides)) return [];
  return [...entriesOf(overrides)].flatMap(([registry, override]) => {
    const pin = isMapping(override) ? getKey(override, 'dockerImageTag') : undefined;
    return typeof pin === 'string' && typeof registry === 'string'
      ? [`registryOverrides.${registry} pins dockerImageTag ${pin}: left as it is`]
      : [];
  });
}

/** The bytes of a file, or null where there is none; what is there and cannot be read is a reason to refuse. */
async function contentsOf(files: WorkingFiles, path: string): Promise<Uint8Array | null> {
  const bytes = await orUnreadable(files.read(path));
  return bytes instanceof UnreadableFileError ? refuse('unreadable-file', `${path} ${bytes.message}`) : bytes;
}

export function replaceText(path: string, before: Uint8Array | null, text: string): FileEdit {
  return { path, before, after: new TextEncoder().encode(text) };
}
