import { type Connector, dataOf } from '../../fleet/connector.js';
import { entriesOf, getKey, isMapping } from '../../values/value.js';
import { raisePatch } from '../base-image/patch-raise.js';
import { pyprojectVersion, raisePyprojectVersion } from '../edits/pyproject.js';
import { decodeExactly } from '../edits/text-file.js';
import { type FileEdit, refuse } from './outcome.js';
import type { Surroundings } from './request.js';
import type { WorkingFiles } from './working-files.js';

export interface VersionStep {
  readonly from: string;
  /** The same as `from` where an earlier commit of this branch raised it. */
  readonly to: string;
}

/** Raises the patch once: not again where the current version is the base revision's with the patch raised. */
export async function versionStep(connector: Connector, surroundings: Surroundings): Promise<VersionStep> {
  const from = connector.version;
  if (from === null) return refuse('`dockerImageTag` is missing or is not a text');
  const raised = raisePatch(from);
  if (!raised.ok) return refuse(raised.reason);
  const atBase = await surroundings.versionAtBase(connector);
  const expected = atBase === null ? null : raisePatch(atBase);
  return { from, to: expected?.ok === true && expected.version === from ? from : raised.version };
}

/** Raises the version of `pyproject.toml` along, where it states the same one. */
export async function pyprojectStep(
  connector: Connector,
  files: WorkingFiles,
  version: VersionStep,
): Promise<{ edits: readonly FileEdit[]; notes: readonly string[] }> {
  const path = `${connector.path}/pyproject.toml`;
  const bytes = await files.read(path);
  if (bytes === null || version.from === version.to) return { edits: [], notes: [] };
  const text = decodeExactly(bytes);
  if (text === null) return refuse('pyproject.toml is not UTF-8 text');
  const raised = await raisePyprojectVersion(text, version.from, version.to);
  if (raised?.ok === false) return refuse(`pyproject.toml ${raised.reason}`);
  if (raised !== null)
    return { edits: [{ path, before: bytes, after: new TextEncoder().encode(raised.text) }], notes: [] };
  const stated = await pyprojectVersion(text);
  return {
    edits: [],
    notes: stated === null ? [] : [`pyproject.toml states version ${stated}, not ${version.from}: left as it is`],
  };
}

/** Pins in `registryOverrides` say what a registry serves, not what is built: they are left. */
export function pinNotes(connector: Connector): readonly string[] {
  const overrides = getKey(dataOf(connector), 'registryOverrides');
  if (overrides === undefined || !isMapping(overrides)) return [];
  return [...entriesOf(overrides)].flatMap(([registry, override]) => {
    const pin = isMapping(override) ? getKey(override, 'dockerImageTag') : undefined;
    return typeof pin === 'string' && typeof registry === 'string'
      ? [`registryOverrides.${registry} pins dockerImageTag ${pin}: left as it is`]
      : [];
  });
}
