import type { Connector } from '../fleet/connector.js';
import type { Field } from '../selection/fields.js';
import type { UnknownField } from '../selection/selection.js';
import { nearest } from '../text/nearest.js';
import { fieldPaths } from './field-paths.js';

/** The fields that no connector of the fleet has, with what was probably meant: a misspelt field looks just like a missing one. */
export function missingFields(fields: readonly Field[], fleet: readonly Connector[]): readonly UnknownField[] {
  const missing = fields.filter((field) => !fleet.some((connector) => field.valuesOf(connector).length > 0));
  if (missing.length === 0 || fleet.length === 0) return [];
  const known = [...fieldPaths(fleet).keys()];
  return missing.map(({ name }) => {
    const meant = nearest(name, known);
    return meant === undefined ? { path: name } : { path: name, nearest: meant };
  });
}
