import type { Connector } from '../fleet/connector.js';
import { compare, parse } from 'semver';
import { isScalar } from '../values/mapping.js';
import { scalarText } from '../values/text.js';
import type { Value } from '../values/value.js';
import type { Field } from './fields.js';

/**
 * Connectors in the order of a field; those without it come last either way, and equals keep the fleet's order.
 * Numbers order as numbers, versions as versions (1.10.0 after 1.9.0), all else as text.
 */
export function inOrderOf(field: Field, connectors: readonly Connector[], descending: boolean): readonly Connector[] {
  const keyed = connectors.map((connector) => ({ connector, value: field.valueOf(connector) ?? null }));
  const present = keyed.filter(({ value }) => value !== null);
  const absent = keyed.filter(({ value }) => value === null);
  present.sort((a, b) => (descending ? compareValues(b.value, a.value) : compareValues(a.value, b.value)));
  return [...present, ...absent].map(({ connector }) => connector);
}

function compareValues(a: Value, b: Value): number {
  if (isNumber(a) && isNumber(b)) return a < b ? -1 : a > b ? 1 : 0;
  if (isNumber(a) !== isNumber(b)) return isNumber(a) ? -1 : 1;
  const [first, second] = [textOf(a), textOf(b)];
  const [firstVersion, secondVersion] = [parse(first), parse(second)];
  if (firstVersion !== null && secondVersion !== null) return compare(firstVersion, secondVersion);
  return first < second ? -1 : first > second ? 1 : 0;
}

function isNumber(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function textOf(value: Value): string {
  return isScalar(value) ? scalarText(value) : JSON.stringify(value);
}
