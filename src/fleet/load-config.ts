import { FleetqError } from '../errors.js';
import { UnreadableFileError, orNull, orUnreadable } from '../io/unreadable-file.js';
import { METADATA_LIMITS } from '../metadata/result.js';
import { escapeControl } from '../text/escape-control.js';
import { CONFIG_FILE, CONNECTORS_FOLDER, DEFAULT_CONFIG, type FleetConfig } from './config.js';
import type { FileTree } from './file-tree.js';

/** The configuration of a tree: its own `fleetq.yaml`, or the default where it has none. */
export async function loadConfig(tree: FileTree): Promise<FleetConfig> {
  const bytes = await configFile(tree);
  if (bytes === null) return DEFAULT_CONFIG;
  const { parseConfig } = await import('./parse-config.js');
  return parseConfig(new TextDecoder().decode(bytes));
}

async function configFile(tree: FileTree): Promise<Uint8Array | null> {
  const bytes = await orUnreadable(orNull(() => tree.read(CONFIG_FILE, METADATA_LIMITS.bytes)));
  if (!(bytes instanceof UnreadableFileError)) return bytes;
  throw new FleetqError('configuration', `${CONFIG_FILE} ${bytes.message}`, [`it is looked for in ${tree.root}`]);
}

/** Why a tree without any metadata file is no fleet, with what to try. */
export function emptyFleetError(tree: FileTree, config: FleetConfig, hints: readonly string[] = []): FleetqError {
  const where = tree.revision === null ? tree.root : `${tree.root} at ${tree.revision.slice(0, 12)}`;
  const hint =
    config === DEFAULT_CONFIG
      ? `expected ${CONNECTORS_FOLDER}/*/metadata.yaml there`
      : `looked for ${config.metadata.join(', ')}`;
  return new FleetqError('no-fleet', `there are no connectors in ${escapeControl(where)}`, [
    ...hints,
    hint,
    `name another folder with --root DIR, or the layout in ${CONFIG_FILE}`,
  ]);
}
