import compare from 'semver/functions/compare.js';
import parse from 'semver/functions/parse.js';
import type { Connector } from '../fleet/connector.js';
import { valueText } from '../values/to-text.js';
import { Float, type Value } from '../values/value.js';
import type { Field } from './fields.js';

/**
 * Connectors in the order of a field; those without it come last either way, and equals keep the fleet's order.
 * Numbers order as numbers, versions as versions (1.10.0 after 1.9.0), all else as text.
 */
export function sortConnectors(
  field: Field,
  connectors: readonly Connector[],
  descending: boolean,
): readonly Connector[] {
  const keyed = connectors.map((connector) => ({ connector, value: field.valueOf(connector) ?? null }));
  const present = keyed.filter(({ value }) => value !== null);
  const absent = keyed.filter(({ value }) => value === null);
  present.sort((a, b) => (descending ? compareValues(b.value, a.value) : compareValues(a.value, b.value)));
  return [...present, ...absent].map(({ connector }) => connector);
}

/** Negative, zero or positive, as `a` comes before `b`, stands with it or comes after it. */
export function compareValues(a: Value, b: Value): number {
  const [one, other] = [numberOf(a), numberOf(b)];
  if (one !== undefined && other !== undefined) return one < other ? -1 : one > other ? 1 : 0;
  if (one !== undefined || other !== undefined) return one !== undefined ? -1 : 1;
  const [first, second] = [valueText(a), valueText(b)];
  const [firstVersion, secondVersion] = [parse(first), parse(second)];
  if (firstVersion !== null && secondVersion !== null) return compare(firstVersion, secondVersion);
  return first < second ? -1 : first > second ? 1 : 0;
}

function numberOf(value: Value): number | bigint | undefined {
  if (value instanceof Float) return value.value;
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined;
}
