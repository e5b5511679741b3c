import type { Connector } from '../fleet/connector.js';
import type { Fleet } from '../fleet/fleet.js';
import type { SelectionRequest } from './request.js';

/** How many connectors of the fleet ended up where. Without `invert`, these four add up to the whole fleet. */
export interface SelectionCounts {
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

/** The answer to a request. */
export interface Selection {
  readonly fleet: Fleet;
  readonly request: SelectionRequest;
  /** In the fleet's order. */
  readonly matched: readonly Connector[];
  readonly undecided: readonly UndecidedConnector[];
  readonly counts: SelectionCounts;
  readonly unknownFields: readonly UnknownField[];
  /** Names that were asked for and that no connector has, with the nearest one that exists. */
  readonly unknownNames: readonly { readonly name: string; readonly nearest?: string }[];
}
