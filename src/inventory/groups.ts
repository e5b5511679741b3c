import {
  CONNECTOR_TYPES,
  type ProbedConnector,
  LANGUAGES,
  MIGRATION_STATES,
  type MigrationState,
  SUPPORT_LEVELS,
  migrationOf,
} from '../fleet/connector.js';
import type { Field } from '../selection/fields.js';
import { compareValues } from '../selection/sort.js';
import { valueText } from '../values/to-text.js';
import type { Value } from '../values/value.js';
import { typeOfValue } from './value-type.js';

export interface Grouping {
  readonly by: readonly Field[];
  /** Known values in their usual order, others from the most common; missing ones last. */
  readonly groups: readonly Group[];
  /** Of the connectors, each once: a connector can be in several groups when a field leads to many places. */
  readonly total: Tally;
}

/** Counts connectors by the values of fields. */
export function groupConnectors(connectors: readonly ProbedConnector[], by: readonly Field[]): Grouping {
  const members = new Map<string, { values: readonly (Value | null)[]; connectors: ProbedConnector[] }>();
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

function tally(connectors: readonly ProbedConnector[]): Tally {
  const migration = { migrated: 0, partial: 0, unmigrated: 0 } satisfies Record<MigrationState, number>;
  for (const connector of connectors) migration[migrationOf(connector)]++;
  return { connectors: connectors.length, migration };
}

/** Every combination of values that a connector has, each once. */
function placesOf(connector: ProbedConnector, by: readonly Field[]): ReadonlyMap<string, readonly (Value | null)[]> {
  let places: readonly (readonly (Value | null)[])[] = [[]];
  for (const field of by) {
    const found = field.valuesOf(connector);
    const values = found.length === 0 ? [null] : found;
    places = places.flatMap((place) => values.map((value) => [...place, value]));
  }
  return new Map(places.map((values) => [JSON.stringify(values.map(identityOf)), values]));
}

/** How many connectors there are, and how far they have come. */
export interface Tally {
  readonly connectors: number;
  readonly migration: Readonly<Record<MigrationState, number>>;
}

/** Connectors that have the same values. */
export interface Group extends Tally {
  /** One a field, in the fields' order; null where the field is missing or null. */
  readonly values: readonly (Value | null)[];
}

/** The text that tells one value from another, whatever its type. */
function identityOf(value: Value | null): string {
  return value === null ? '' : `${typeOfValue(value)} ${valueText(value)}`;
}

type Order = (a: Group, b: Group) => number;

/** Fields whose values have an order that everybody expects. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  supportLevel: SUPPORT_LEVELS,
  'data.supportLevel': SUPPORT_LEVELS,
  language: LANGUAGES,
  type: CONNECTOR_TYPES,
  'data.connectorType': CONNECTOR_TYPES,
  migration: MIGRATION_STATES,
};

/** By the first field's values, then by the next: values with a usual order in it, others from the most common, missing ones last. */
function orderOf(by: readonly Field[], groups: readonly Group[]): Order {
  const orders = by.map((field, index) => orderAt(field, index, groups));
  return (a, b) => {
    for (const order of orders) {
      const difference = order(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

function orderAt({ name }: Field, index: number, groups: readonly Group[]): Order {
  const usual = Object.hasOwn(USUAL, name) ? (USUAL[name] ?? []) : [];
  const weights = new Map<string, number>();
  for (const group of groups) {
    const identity = identityAt(group, index);
    weights.set(identity, (weights.get(identity) ?? 0) + group.connectors);
  }
  return (a, b) => {
    const [first, second] = [a.values[index] ?? null, b.values[index] ?? null];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    const [one, other] = [rank(first, usual), rank(second, usual)];
    if (one !== other) return one - other;
    const heavier = (weights.get(identityAt(b, index)) ?? 0) - (weights.get(identityAt(a, index)) ?? 0);
    return heavier !== 0 ? heavier : compareValues(first, second);
  };
}

function identityAt({ values }: Group, index: number): string {
  return identityOf(values[index] ?? null);
}

function rank(value: Value, usual: readonly string[]): number {
  const place = typeof value === 'string' ? usual.indexOf(value) : -1;
  return place === -1 ? usual.length : place;
}
