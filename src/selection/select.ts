import type { Connector } from '../fleet/connector.js';
import type { Fleet } from '../fleet/fleet.js';
import { type Decision, type RequestedQuery, compileRequested } from './decide.js';
import { filterOf } from './filters.js';
import { recordOf } from './record.js';
import type { SelectionRequest } from './request.js';
import type { Selection, UndecidedConnector } from './selection.js';
import { unknownFields } from './unknown-fields.js';
import { unknownNames } from './unknown-names.js';
import { withVariants } from './variants.js';

/** A request whose queries are known to be right; made before any connector is read, so that a wrong query costs nothing. */
export interface PreparedSelection {
  readonly request: SelectionRequest;
  readonly queries: readonly RequestedQuery[];
}

/** Compiles the queries of a request. Throws a `query` error for one that is wrong. */
export function prepareSelection(request: SelectionRequest, now: Date): PreparedSelection {
  return { request, queries: compileRequested(request.queries, now) };
}

/** Answers a prepared request over a fleet. */
export async function select({ request, queries }: PreparedSelection, fleet: Fleet): Promise<Selection> {
  const meetsFilters = await filterOf(request);
  const decided = new Set<Connector>();
  const undecided: UndecidedConnector[] = [];
  for (const connector of fleet.connectors) {
    if (!meetsFilters(connector)) continue;
    const decision = decideAll(queries, connector);
    if (decision.outcome === 'matched') decided.add(connector);
    if (decision.outcome === 'undecided') undecided.push({ connector, reason: decision.reason });
  }
  const wanted = request.includeVariants ? withVariants(decided, fleet.connectors) : decided;
  const matched = fleet.connectors.filter((connector) => wanted.has(connector) !== request.invert);
  const stillUndecided = undecided.filter(({ connector }) => !wanted.has(connector));
  return {
    fleet,
    request,
    matched,
    undecided: stillUndecided,
    counts: {
      matched: matched.length,
      unmatched: request.invert ? wanted.size : fleet.connectors.length - matched.length - stillUndecided.length,
      undecided: stillUndecided.length,
      unreadable: fleet.unreadable.length,
    },
    unknownFields: unknownFields(queries, fleet),
    unknownNames: await unknownNames(request.names, fleet),
  };
}

/** All queries must hold: one that says no settles it, whatever the others could not decide. */
function decideAll(queries: readonly RequestedQuery[], connector: Connector): Decision {
  let answer: Decision = { outcome: 'matched' };
  if (queries.length === 0) return answer;
  const record = recordOf(connector);
  for (const query of queries) {
    const decision = query.decide(record);
    if (decision.outcome === 'unmatched') return decision;
    if (decision.outcome === 'undecided' && answer.outcome === 'matched') answer = decision;
  }
  return answer;
}
