import type { Connector, MigrationState } from '../fleet/connector.js';
import type { Field } from '../selection/fields.js';
import type { Value } from '../values/value.js';
import { orderOf } from './group-order.js';
import { type Group, type Tally, identityOf } from './group.js';

export interface Grouping {
  readonly by: readonly Field[];
  /** Known values in their usual order, others from the most common; missing ones last. */
  readonly groups: readonly Group[];
  /** Of the connectors, each once: a connector can be in several groups when a field leads to many places. */
  readonly total: Tally;
}

/** Counts connectors by the values of fields. */
export function groupConnectors(connectors: readonly Connector[], by: readonly Field[]): Grouping {
  const members = new Map<string, { values: readonly (Value | null)[]; connectors: Connector[] }>();
  for (const connector of connectors) {
    for (const [key, values] of placesOf(connector, by)) {
      const group = members.get(key);
      if (group === undefined) members.set(key, { values, connectors: [connector] });
      else group.connectors.push(connector);
    }
  }
  const groups = [...members.values()].map((group): Group => ({ values: group.values, ...tally(group.connectors) }));
  return { by, groups: groups.sort(orderOf(by, groups)), total: tally(connectors) };
}

/** How much of it has migrated, from 0 to 1; null where there is nothing. */
export function migratedShare({ connectors, migration }: Tally): number | null {
  return connectors === 0 ? null : migration.migrated / connectors;
}

function tally(connectors: readonly Connector[]): Tally {
  const migration = { migrated: 0, partial: 0, unmigrated: 0 } satisfies Record<MigrationState, number>;
  for (const connector of connectors) migration[connector.migration]++;
  return { connectors: connectors.length, migration };
}

/** Every combination of values that a connector has, each once. */
function placesOf(connector: Connector, by: readonly Field[]): ReadonlyMap<string, readonly (Value | null)[]> {
  let places: readonly (readonly (Value | null)[])[] = [[]];
  for (const field of by) {
    const found = field.valuesOf(connector);
    const values = found.length === 0 ? [null] : found;
    places = places.flatMap((place) => values.map((value) => [...place, value]));
  }
  return new Map(places.map((values) => [JSON.stringify(values.map(identityOf)), values]));
}
