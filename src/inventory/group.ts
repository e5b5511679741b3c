import type { MigrationState } from '../fleet/connector.js';
import { valueText } from '../values/to-text.js';
import type { Value } from '../values/value.js';
import { typeOfValue } from './value-type.js';

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
export function identityOf(value: Value | null): string {
  return value === null ? '' : `${typeOfValue(value)} ${valueText(value)}`;
}
