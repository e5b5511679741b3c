import type { Connector } from '../fleet/connector.js';

const VARIANT_SUFFIX = '-strict-encrypt';

/** The chosen connectors and, beside each, its `-strict-encrypt` variant or the connector that it is a variant of. */
export function withVariants(chosen: ReadonlySet<Connector>, fleet: readonly Connector[]): ReadonlySet<Connector> {
  const families = new Set([...chosen].map(familyOf));
  return new Set(fleet.filter((connector) => families.has(familyOf(connector))));
}

function familyOf({ name }: Connector): string {
  return name.endsWith(VARIANT_SUFFIX) ? name.slice(0, -VARIANT_SUFFIX.length) : name;
}
