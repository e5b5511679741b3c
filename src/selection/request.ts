import type { ConnectorType, Language } from '../fleet/connector.js';

/** What a missing field means to a query: the connector stays undecided, or the field reads as None. */
export type MissingFields = 'error' | 'none';

/** A query with where it came from, so that a message can say which one is meant. */
export interface QueryRequest {
  readonly source: string;
  readonly missing: MissingFields;
  /** Name of the saved query it comes from; absent where it was given on the command line. */
  readonly savedAs?: string;
}

/** Which connectors are wanted. Within a filter any value may meet; all filters and all queries must hold. */
export interface SelectionRequest {
  /** Exact names or globs; empty for any. */
  readonly names: readonly string[];
  /** `none` stands for connectors without a level. */
  readonly supportLevels: readonly string[];
  readonly languages: readonly (Language | 'none')[];
  readonly types: readonly ConnectorType[];
  readonly queries: readonly QueryRequest[];
  /** Only connectors with files among these changes; absent where nobody asked. */
  readonly modified?: ModifiedRequest;
  readonly includeVariants: boolean;
  readonly invert: boolean;
}

export interface ModifiedRequest {
  readonly metadataOnly: boolean;
  /** Commit that the changes are against. */
  readonly base: string;
  /** Changed paths, relative to the fleet's root. */
  readonly files: ReadonlySet<string>;
}

export const EVERYTHING: SelectionRequest = Object.freeze({
  names: [],
  supportLevels: [],
  languages: [],
  types: [],
  queries: [],
  includeVariants: false,
  invert: false,
});
