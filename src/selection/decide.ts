import { FleetqError } from '../errors.js';
import { type Connector, dataOf } from '../fleet/connector.js';
import { isProbed } from '../fleet/folder-facts.js';
import {
  type CompiledQuery,
  DEFAULT_LIMITS,
  type QueryOptions,
  QuerySyntaxError,
  RunBudget,
  compileQuery,
} from '../query/index.js';
import { nearest } from '../text/nearest.js';
import type { Mapping, PlainMapping } from '../values/value.js';
import { FOLDER_FIELDS, SCANNED_FIELDS, fieldsWithoutFolder, scannedFields } from './fields.js';
import type { DoubtfulQuery, QueryRequest } from './selection.js';

/** The three answers of a query about one connector. */
export type Decision =
  | { readonly outcome: 'matched' }
  | { readonly outcome: 'unmatched' }
  | { readonly outcome: 'undecided'; readonly reason: string };

/** A query that is known to be right, and how to ask it. */
export interface RequestedQuery {
  readonly request: QueryRequest;
  readonly compiled: CompiledQuery;
  /** Whether it reads what depends on the files in a connector's folder. */
  readonly needsFolder: boolean;
  readonly decide: (record: QueryRecord) => Decision;
}

/** What all queries of a run may use: a hundred over a large fleet may not do a hundred times the work. */
export function runBudget(): RunBudget {
  return new RunBudget(DEFAULT_LIMITS.runSteps, DEFAULT_LIMITS.runMs);
}

/** Compiles the queries. Throws a `query` error that shows the place for the first one that is wrong. */
export function compileRequested(
  requests: readonly QueryRequest[],
  now: Date,
  run = runBudget(),
): readonly RequestedQuery[] {
  return requests.map((request) => {
    const compiled = compile(request, now, run);
    return { request, compiled, needsFolder: needsFolder(compiled), decide: (record) => decide(compiled, record) };
  });
}

/** The queries in which something is probably meant otherwise. */
export function doubtfulQueries(queries: readonly RequestedQuery[]): readonly DoubtfulQuery[] {
  return queries.flatMap(({ request, compiled }) => compiled.warnings.map((warning) => ({ request, warning })));
}

function compile(request: QueryRequest, now: Date, run: RunBudget): CompiledQuery {
  try {
    return compileChecked(request.source, { missing: request.missing, now, run });
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error;
    throw new FleetqError('query', error.message, originOf(request));
  }
}

/** A line that says which saved query is meant; none for one of the command line. */
export function originOf({ savedAs }: QueryRequest): readonly string[] {
  return savedAs === undefined ? [] : [`in the saved query ${savedAs}`];
}

/**
 * Compiles a query about connectors. What `connector` has is known before any is read, so that a field it lacks is wrong
 * in the query, not missing in the fleet.
 *
 * @throws QuerySyntaxError
 */
export function compileChecked(source: string, options: QueryOptions = {}): CompiledQuery {
  const compiled = compileQuery(source, options);
  for (const { path, start, end } of compiled.fields) {
    const [name, key = ''] = path;
    if (name !== 'connector' || isKnownField(key) || !isPlainRead(source.slice(start, end))) continue;
    const meant = nearest(key, SCANNED_FIELDS);
    throw new QuerySyntaxError({
      code: 'unknown-name',
      summary: `\`connector\` has no field \`${key}\``,
      hint: meant === undefined ? `it has ${SCANNED_FIELDS.join(', ')}` : `did you mean \`connector.${meant}\`?`,
      range: { start, end },
      source,
    });
  }
  return compiled;
}

/** `connector.lang` and `connector['lang']`, not `connector.get('lang')` or `'lang' in connector`, which ask whether there is one. */
function isPlainRead(source: string): boolean {
  return /^connector\s*(?:\[|\.(?!\s*(?:get|keys|values|items)\b))/.test(source);
}

function isKnownField(key: string): boolean {
  return SCANNED_FIELDS.some((field) => field === key);
}

function needsFolder({ fields, namesReadWhole }: CompiledQuery): boolean {
  return (
    namesReadWhole.has('connector') ||
    fields.some(({ path: [name, key = ''] }) => name === 'connector' && FOLDER_FIELDS.has(key))
  );
}

function decide(compiled: CompiledQuery, record: QueryRecord): Decision {
  const decision = compiled.decide(record);
  if (decision.outcome !== 'undecided') return decision;
  return { outcome: 'undecided', reason: decision.error.reason };
}

/** What a query's names are bound to. */
type QueryRecord = Readonly<{ data: Mapping; connector: PlainMapping }>;

/** A connector as a query sees it: its metadata, decoded when the query reads it, and what the scanner knows. */
export function recordOf(connector: Connector): QueryRecord {
  return {
    get data() {
      return dataOf(connector);
    },
    get connector() {
      return isProbed(connector) ? scannedFields(connector) : fieldsWithoutFolder(connector);
    },
  };
}
