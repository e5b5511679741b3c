import { CONNECTOR_TYPES, LANGUAGES, MIGRATION_STATES, SUPPORT_LEVELS } from '../fleet/connector.js';
import type { Field } from '../selection/fields.js';
import { compareValues } from '../selection/sort.js';
import type { Value } from '../values/value.js';
import { type Group, identityOf } from './group.js';

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
export function orderOf(by: readonly Field[], groups: readonly Group[]): Order {
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
