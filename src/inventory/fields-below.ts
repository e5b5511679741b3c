import { FleetqError } from '../errors.js';
import type { Connector } from '../fleet/connector.js';
import { nearest } from '../text/nearest.js';
import { type FieldStats, surveyFields } from './field-stats.js';

/**
 * The field of a path and those below it, as the selected connectors have them; every field where there is no path.
 * Throws a `usage` error for a path that no connector of the whole fleet has: the empty answer would look like a finding.
 */
export function fieldsBelow(
  path: string | undefined,
  selected: readonly Connector[],
  fleet: readonly Connector[],
): readonly FieldStats[] {
  const surveyed = surveyFields(selected);
  if (path === undefined) return surveyed;
  const found = surveyed.filter((field) => isBelow(field.path, path));
  if (found.length > 0) return found;
  const known = surveyFields(fleet).map((field) => field.path);
  if (known.includes(path)) return [];
  const meant = known.includes(`data.${path}`) ? `data.${path}` : nearest(path, known);
  throw new FleetqError('usage', `no connector has the field \`${path}\``, [
    meant === undefined ? 'fleetq fields lists them all' : `did you mean \`${meant}\`?`,
  ]);
}

function isBelow(path: string, top: string): boolean {
  return path === top || path.startsWith(`${top}.`) || path.startsWith(`${top}[`);
}
