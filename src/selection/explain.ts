import type { Connector } from '../fleet/connector.js';
import type { Fleet } from '../fleet/scan.js';
import type { Limits, TraceEntry } from '../query/index.js';
import { pathOfKeys, pathText } from '../values/path.js';
import { type Decision, type RequestedQuery, recordOf } from './decide.js';
import type { QueryRequest } from './selection.js';
import { hasPath } from './unknown-fields.js';

/** A field that a query reads, and how many connectors of the fleet have it. */
export interface FieldUse {
  readonly path: string;
  readonly connectors: number;
}

/** What every part of a query comes to on one connector. */
export interface TracedConnector {
  readonly connector: Connector;
  readonly decision: Decision;
  readonly entries: readonly TraceEntry[];
}

/** A query, told in full. */
export interface Explanation {
  readonly request: QueryRequest;
  /** The query with brackets round every operation. */
  readonly understood: string;
  /** In the order in which the query reads them, each once. */
  readonly fields: readonly FieldUse[];
  readonly limits: Limits;
  readonly traced: readonly TracedConnector[];
}

/** Explains a query over a fleet and, for the connectors given, step by step. */
export function explain(
  { request, compiled, decide }: RequestedQuery,
  fleet: Fleet,
  connectors: readonly Connector[],
): Explanation {
  const paths = new Map(compiled.fields.map(({ path }) => [pathText(pathOfKeys(path)), path]));
  return {
    request,
    understood: compiled.describe(),
    fields: [...paths].map(([path, parts]) => ({
      path,
      connectors: fleet.connectors.filter((connector) => hasPath(connector, parts)).length,
    })),
    limits: compiled.limits,
    traced: connectors.map((connector) => {
      const record = recordOf(connector);
      return { connector, decision: decide(record), entries: compiled.trace(record) };
    }),
  };
}
