import { type Connector, type ProbedConnector, folderFacts } from '../fleet/connector.js';
import type { Probe, Probed } from '../fleet/folder-facts.js';
import { type Fleet, withUnreadable } from '../fleet/scan.js';
import { foldersOf, isChanged } from '../git/changed-paths.js';
import {
  type Decision,
  type RequestedQuery,
  compileRequested,
  doubtfulQueries,
  recordOf,
  runBudget,
} from './decide.js';
import { type NameMatcher, nameMatcher, unknownNames } from './names.js';
import type { ModifiedRequest, Selection, SelectionRequest, UndecidedConnector } from './selection.js';
import { unknownFields } from './unknown-fields.js';

/** A request whose queries are known to be right; made before any connector is read, so that a wrong query costs nothing. */
interface PreparedSelection {
  readonly request: SelectionRequest;
  readonly queries: readonly RequestedQuery[];
  /** Compiles the same queries so that missing fields read as None; null where they all do so already. */
  readonly compileMissingNone: (() => readonly RequestedQuery[]) | null;
}

/** Compiles the queries of a request. Throws a `query` error for one that is wrong. */
export function prepareSelection(request: SelectionRequest, now: Date, run = runBudget()): PreparedSelection {
  const readingNone = request.queries.map((query) => ({ ...query, missing: 'none' as const }));
  return {
    request,
    queries: compileRequested(request.queries, now, run),
    compileMissingNone: request.queries.some(({ missing }) => missing === 'error')
      ? () => compileRequested(readingNone, now, run)
      : null,
  };
}

/** Answers a prepared request over a fleet. Looks into folders only where a filter or a query reads what is in them. */
export async function select(prepared: PreparedSelection, scanned: Fleet, probe: Probe): Promise<Selection> {
  const { request, queries } = prepared;
  const passes = await metadataFilter(request);
  const needsFolder = request.languages.length > 0 || queries.some((query) => query.needsFolder);
  const fleet = needsFolder ? await probeFleet(scanned, passes, probe) : scanned;
  const { connectors } = fleet;
  const passesLanguage = languageFilter(request);
  const decided = new Set<Connector>();
  const undecided: UndecidedConnector[] = [];
  for (const connector of connectors) {
    if (!passes(connector) || !passesLanguage(connector)) continue;
    const decision = decideAll(queries, connector);
    if (decision.outcome === 'matched') decided.add(connector);
    if (decision.outcome === 'undecided') undecided.push({ connector, reason: decision.reason });
  }
  const wanted = request.includeVariants ? withVariants(decided, connectors) : decided;
  const matched = connectors.filter((connector) => wanted.has(connector) !== request.invert);
  const stillUndecided = undecided.filter(({ connector }) => !wanted.has(connector));
  return {
    fleet,
    request,
    matched,
    undecided: stillUndecided,
    counts: {
      matched: matched.length,
      unmatched: request.invert ? wanted.size : connectors.length - matched.length - stillUndecided.length,
      undecided: stillUndecided.length,
      unreadable: fleet.unreadable.length,
    },
    missingNoneDecides: missingNoneDecides(prepared, stillUndecided),
    unknownFields: unknownFields(queries, fleet),
    doubtfulQueries: doubtfulQueries(queries),
    unknownNames: await unknownNames(request.names, fleet),
  };
}

function missingNoneDecides(
  { compileMissingNone }: PreparedSelection,
  undecided: readonly UndecidedConnector[],
): boolean {
  if (compileMissingNone === null || undecided.length === 0) return false;
  const queries = compileMissingNone();
  return undecided.some(({ connector }) => decideAll(queries, connector).outcome !== 'undecided');
}

/** The fleet; those connectors that pass have folder facts. */
async function probeFleet(fleet: Fleet, passes: Filter, probe: Probe): Promise<Fleet> {
  const probed = await probe(fleet.connectors.filter(passes));
  const byPath = new Map(probed.connectors.map((connector) => [connector.metadataPath, connector]));
  const connectors = fleet.connectors.map((connector) => byPath.get(connector.metadataPath) ?? connector);
  return withUnreadable({ ...fleet, connectors }, probed.unreadable);
}

/** A selection whose matches have folder facts. */
export interface ProbedSelection extends Selection {
  readonly matched: readonly ProbedConnector[];
}

/** The selection with what the folders of its matches hold. */
export async function probeMatched(selection: Selection, probe: Probe): Promise<ProbedSelection> {
  const { connectors, unreadable } = await probe(selection.matched);
  return { ...withoutUnreadable(selection, unreadable), matched: connectors };
}

/** The selection without those matches whose folders turned out to be unreadable, which count as such. */
export function withoutUnreadable(selection: Selection, unreadable: Probed['unreadable']): Selection {
  if (unreadable.length === 0) return selection;
  const fleet = withUnreadable(selection.fleet, unreadable);
  const lost = new Set(unreadable.map(({ path }) => path));
  const matched = selection.matched.filter(({ path }) => !lost.has(path));
  const counts = { ...selection.counts, matched: matched.length, unreadable: fleet.unreadable.length };
  return { ...selection, fleet, matched, counts };
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

type Filter = (connector: Connector) => boolean;

/** The filters that need no folder facts, in one function: a filter without values lets everything through. */
async function metadataFilter(request: SelectionRequest): Promise<Filter> {
  const filters: Filter[] = [];
  if (request.names.length > 0) filters.push(byName(await nameMatcher(request.names)));
  if (request.supportLevels.length > 0) filters.push(byWord(request.supportLevels, ({ supportLevel }) => supportLevel));
  if (request.types.length > 0) filters.push(byWord(request.types, ({ type }) => type));
  if (request.modified !== undefined) filters.push(byChange(request.modified));
  return (connector) => filters.every((holds) => holds(connector));
}

function languageFilter({ languages }: SelectionRequest): Filter {
  return languages.length === 0 ? () => true : byWord(languages, (connector) => folderFacts(connector).language);
}

function byName(matches: NameMatcher): Filter {
  return ({ name }) => matches(name);
}

function byWord(words: readonly string[], wordOf: (connector: Connector) => string | null): Filter {
  const wanted = new Set(words);
  return (connector) => wanted.has(wordOf(connector) ?? 'none');
}

function byChange({ files, metadataOnly }: ModifiedRequest): Filter {
  if (metadataOnly) return ({ metadataPath }) => isChanged(files, metadataPath);
  const folders = foldersOf(files);
  return ({ path }) => folders.has(path) || isChanged(files, path);
}

const VARIANT_SUFFIX = '-strict-encrypt';

/** The chosen connectors and, beside each, its `-strict-encrypt` variant or the connector that it is a variant of. */
function withVariants(chosen: ReadonlySet<Connector>, fleet: readonly Connector[]): ReadonlySet<Connector> {
  const families = new Set([...chosen].map(familyOf));
  return new Set(fleet.filter((connector) => families.has(familyOf(connector))));
}

function familyOf({ name }: Connector): string {
  return name.endsWith(VARIANT_SUFFIX) ? name.slice(0, -VARIANT_SUFFIX.length) : name;
}
