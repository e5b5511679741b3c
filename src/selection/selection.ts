import type { Connector, ConnectorType, Language } from '../fleet/connector.js';
import type { Fleet } from '../fleet/scan.js';
import type { QueryWarning } from '../query/index.js';

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
  /** Names of the saved queries that took part, also of those that have filters only. */
  readonly savedQueries: readonly string[];
  /** Only connectors with files among these changes; absent where nobody asked. */
  readonly modified?: ModifiedRequest;
  readonly includeVariants: boolean;
  readonly invert: boolean;
}

export interface ModifiedRequest {
  readonly metadataOnly: boolean;
  /** Commit that the changes are against. */
  readonly base: string;
  /** Changed paths, relative to the fleet's root. A folder among them stands for all that it holds. */
  readonly files: ReadonlySet<string>;
}

export const EVERYTHING: SelectionRequest = Object.freeze({
  names: [],
  supportLevels: [],
  languages: [],
  types: [],
  queries: [],
  savedQueries: [],
  includeVariants: false,
  invert: false,
});

/** How many connectors of the fleet ended up where. Without `invert`, these four add up to the whole fleet. */
interface SelectionCounts {
  readonly matched: number;
  readonly unmatched: number;
  /** Among the connectors that the filters left. */
  readonly undecided: number;
  readonly unreadable: number;
}

/** A connector for which a query met an error. */
export interface UndecidedConnector {
  readonly connector: Connector;
  /** What the query met, in a few words that are the same for the same cause. */
  readonly reason: string;
}

/** A field path that a query reads and that no connector of the fleet has. */
export interface UnknownField {
  readonly path: string;
  /** The path that was probably meant. */
  readonly nearest?: string;
}

/** A query that can be asked, and that probably means something else. */
export interface DoubtfulQuery {
  readonly request: QueryRequest;
  readonly warning: QueryWarning;
}

/** The answer to a request. */
export interface Selection {
  readonly fleet: Fleet;
  readonly request: SelectionRequest;
  /** In the fleet's order. */
  readonly matched: readonly Connector[];
  readonly undecided: readonly UndecidedConnector[];
  readonly counts: SelectionCounts;
  /** Whether some undecided connector would be decided if missing fields read as None. */
  readonly missingNoneDecides: boolean;
  readonly unknownFields: readonly UnknownField[];
  readonly doubtfulQueries: readonly DoubtfulQuery[];
  /** Names that were asked for and that no connector has, with the nearest one that exists. */
  readonly unknownNames: readonly { readonly name: string; readonly meant: readonly string[] }[];
}
