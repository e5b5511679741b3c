import {
  compileQuery,
  DEFAULT_LIMITS,
  QuerySyntaxError,
  RunBudget,
  type CompiledQuery,
  type QueryEvaluationError,
} from '../query/index.js';
import { FleetqError } from '../errors.js';
import type { QueryRecord } from './record.js';
import type { QueryRequest } from './request.js';

/** The three answers of a query about one connector. */
export type Decision =
  | { readonly outcome: 'matched' }
  | { readonly outcome: 'unmatched' }
  | { readonly outcome: 'undecided'; readonly reason: string };

/** A query that is known to be right, and how to ask it. */
export interface RequestedQuery {
  readonly request: QueryRequest;
  readonly compiled: CompiledQuery;
  readonly decide: (record: QueryRecord) => Decision;
}

/** Compiles the queries. Throws a `query` error that shows the place for the first one that is wrong. */
export function compileRequested(requests: readonly QueryRequest[], now: Date): readonly RequestedQuery[] {
  // One budget for all: a hundred queries over a large fleet may not do a hundred times the work.
  const run = new RunBudget(DEFAULT_LIMITS.runSteps);
  return requests.map((request) => {
    const compiled = compile(request, now, run);
    return { request, compiled, decide: (record) => decide(compiled, record) };
  });
}

function compile(request: QueryRequest, now: Date, run: RunBudget): CompiledQuery {
  try {
    return compileQuery(request.source, { missing: request.missing, now, run });
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error;
    const origin = request.savedAs === undefined ? [] : [`in the saved query ${request.savedAs}`];
    throw new FleetqError('query', error.message, origin);
  }
}

function decide(compiled: CompiledQuery, record: QueryRecord): Decision {
  const decision = compiled.decide(record);
  if (decision.outcome !== 'undecided') return decision;
  return { outcome: 'undecided', reason: reasonOf(decision.error) };
}

function reasonOf(error: QueryEvaluationError): string {
  return error.reason;
}
