import { FleetqError } from '../../errors.js';
import { CONFIG_FILE, DEFAULT_CONFIG } from '../../fleet/config.js';
import type { Probe } from '../../fleet/folder-facts.js';
import type { Selection } from '../../selection/selection.js';
import { DEFAULT_COLUMNS, type ListColumn, MODIFIED_COLUMN, columnsNamed } from './columns.js';

/**
 * The columns of a listing where nobody asks for others: those that the fleet's configuration names, else the reference's
 * own. A fleet with another layout is shown without those of them that it has nothing for.
 */
export async function columnsByDefault(
  { request, fleet }: Pick<Selection, 'request' | 'fleet'>,
  probe: Probe,
): Promise<readonly ListColumn[]> {
  const { columns, metadata } = fleet.config;
  const modified = columnsNamed(request.modified === undefined ? [] : [MODIFIED_COLUMN]);
  if (columns !== null) return [...modified, ...columns.map(configuredColumn)];
  const all = columnsNamed(DEFAULT_COLUMNS);
  if (metadata === DEFAULT_CONFIG.metadata) return [...modified, ...all];
  const connectors = await probe(fleet.connectors);
  return [
    ...modified,
    ...all.filter(({ field }) => connectors.some((connector) => (field.valueOf(connector) ?? null) !== null)),
  ];
}

function configuredColumn({ field, title }: { readonly field: string; readonly title?: string }): ListColumn {
  try {
    const [column] = columnsNamed([field]);
    if (column === undefined) throw new FleetqError('usage', `there is no field \`${field}\``);
    return title === undefined ? column : { ...column, column: { ...column.column, title } };
  } catch (error) {
    if (!(error instanceof FleetqError)) throw error;
    throw new FleetqError('configuration', `${CONFIG_FILE}: columns: ${error.message}`, error.hints);
  }
}
