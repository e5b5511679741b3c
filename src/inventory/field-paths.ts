import type { Connector } from '../fleet/connector.js';
import { surveyFields } from './field-stats.js';

/** Every field path into the metadata (`data.ab_internal.ql`), with how many connectors have it, most common first. */
export function fieldPaths(connectors: readonly Connector[]): ReadonlyMap<string, number> {
  const fields = surveyFields(connectors).filter(({ path }) => path.startsWith('data.'));
  return new Map(
    fields
      .map(({ path, connectors: count }) => [path, count] as const)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)),
  );
}
