import { FleetqError } from '../errors.js';
import type { Arguments } from './arguments/parse.js';
import type { CliContext } from './context.js';
import { type FleetHandle, withFleet } from './fleet.js';

/** The names of all connectors. They come from paths: no metadata is read. */
export async function connectorNames({ tree, config }: FleetHandle): Promise<readonly string[]> {
  const { locationOf } = await import('../fleet/connector.js');
  const { findMetadata } = await import('../fleet/find-metadata.js');
  const { paths } = await findMetadata(tree, config);
  return paths.map((path) => locationOf(path, config).name);
}

/** What somebody may have meant by a word: the names that a fleet gives. Nothing where there is no fleet. */
export async function fleetWords(
  args: Arguments,
  context: CliContext,
): Promise<{ readonly connectors: readonly string[]; readonly savedQueries: readonly string[] }> {
  try {
    return await withFleet(args, context, async (handle) => {
      const { loadSavedQueries, nameOf } = await import('../selection/saved-queries.js');
      const loaded = await loadSavedQueries(handle.tree, handle.config);
      return { connectors: await connectorNames(handle), savedQueries: loaded.map(nameOf) };
    });
  } catch (error) {
    if (error instanceof FleetqError) return { connectors: [], savedQueries: [] };
    throw error;
  }
}

/** Whether a word is an expression rather than a name. */
export function looksLikeQuery(word: string): boolean {
  return /[\s=<>()'"]|^(?:data|connector)[.[]/.test(word);
}

/** Whether a word names a folder rather than what lies in it. */
export function looksLikePath(word: string): boolean {
  return word === '.' || word === '..' || word.includes('/');
}
