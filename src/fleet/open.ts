import { FleetqError } from '../errors.js';
import { escapeControl } from '../text/escape-control.js';
import type { FileTree } from './file-tree.js';
import { CONFIGURATION_FILE, CONNECTORS_FOLDER, DEFAULT_LAYOUT, type Layout } from './layout.js';

/** The layout of a tree: its own `fleetq.yaml`, or the default where it has none. */
export async function layoutOf(tree: FileTree): Promise<Layout> {
  const entries = await tree.entries('');
  if (!entries.has(CONFIGURATION_FILE)) return DEFAULT_LAYOUT;
  const { layoutFrom } = await import('./configuration.js');
  return layoutFrom(new TextDecoder().decode(await tree.read(CONFIGURATION_FILE)));
}

/** Why a tree without any metadata file is no fleet, with what to try. */
export function emptyFleetError(tree: FileTree, layout: Layout): FleetqError {
  const where = tree.revision === null ? tree.root : `${tree.root} at ${tree.revision.slice(0, 12)}`;
  const hint =
    layout === DEFAULT_LAYOUT
      ? `expected ${CONNECTORS_FOLDER}/*/metadata.yaml there`
      : `looked for ${layout.metadata.join(', ')}`;
  return new FleetqError('no-fleet', `there are no connectors in ${escapeControl(where)}`, [
    hint,
    `name another folder with --root DIR, or the layout in ${CONFIGURATION_FILE}`,
  ]);
}
