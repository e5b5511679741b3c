import { FleetqError } from '../errors.js';
import type { SavedQuery } from '../selection/saved-query.js';
import type { Probe } from '../fleet/folder-facts.js';
import { prepareSelection, select } from '../selection/select.js';
import type { MissingFields, QueryRequest, Selection, SelectionRequest } from '../selection/selection.js';
import * as options from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import type { CliContext } from './context.js';
import { type FleetHandle, withFleet } from './fleet.js';
import { connectorNames, looksLikePath, looksLikeQuery } from './fleet-words.js';
import { writeInstead } from './guess.js';
import { namesAtPaths } from './named-connectors.js';

/** A selection that has been made, with the saved queries that took part. */
export interface SelectionRun {
  readonly selection: Selection;
  readonly savedQueries: readonly SavedQuery[];
}

/**
 * Reads the selection off the command line and makes it over the fleet, which stays open for work that looks into the
 * folders of what was selected. Wrong queries are refused before any metadata is read.
 */
export async function runSelection<T>(
  args: Arguments,
  context: CliContext,
  savedQueryNames: readonly string[],
  work: (run: SelectionRun, probe: Probe) => Promise<T>,
): Promise<T> {
  return withFleet(args, context, async (handle) => {
    const savedQueries = await savedQueriesNamed(savedQueryNames, handle);
    const request = await withChanges(requestFrom(args, savedQueries), args, handle.tree.root);
    const prepared = prepareSelection(request, context.now);
    const fleet = await handle.scan();
    const names = namesAtPaths(request.names, fleet, context.workingFolder);
    const selection = await select({ ...prepared, request: { ...request, names } }, fleet, handle.probe);
    return work({ selection, savedQueries }, handle.probe);
  });
}

async function savedQueriesNamed(names: readonly string[], handle: FleetHandle): Promise<readonly SavedQuery[]> {
  if (names.length === 0) return [];
  const { findSavedQuery, loadSavedQueries, nameOf } = await import('../selection/saved-queries.js');
  const loaded = await loadSavedQueries(handle.tree, handle.config);
  const unknown = names.find((name) => !loaded.some((query) => nameOf(query) === name));
  if (unknown !== undefined) await refuseAsSavedQuery(unknown, handle);
  return names.map((name) => findSavedQuery(name, loaded));
}

/** Throws a `usage` error for a query or a connector that stands where only saved queries can. */
async function refuseAsSavedQuery(word: string, handle: FleetHandle): Promise<void> {
  const problem = `there is no saved query \`${word}\``;
  if (looksLikePath(word)) throw new FleetqError('usage', problem, [writeInstead(['--name NAME'], [word])]);
  if (looksLikeQuery(word)) throw new FleetqError('usage', problem, [writeInstead(['-q QUERY'], [word])]);
  const connectors = await connectorNames(handle);
  const isName = connectors.includes(word) || /^(?:source|destination)-.|[*?]/.test(word);
  const meant = isName ? [word] : connectors.filter((name) => name.endsWith(`-${word}`));
  if (meant.length > 0) throw new FleetqError('usage', problem, [writeInstead(['--name NAME'], meant)]);
}

function requestFrom(args: Arguments, saved: readonly SavedQuery[]): SelectionRequest {
  const missing = args.get(options.missing);
  const written = args
    .get(options.metadataQuery)
    .map((source): QueryRequest => ({ source, missing: missing ?? 'error' }));
  return {
    names: cliOrSaved(args.get(options.names), saved, ({ name }) => name),
    supportLevels: cliOrSaved(args.get(options.supportLevels), saved, (filters) => filters['support-level']),
    languages: cliOrSaved(args.get(options.languages), saved, ({ language }) => language),
    types: cliOrSaved(args.get(options.types), saved, ({ type }) => type),
    queries: [...saved.flatMap((query) => savedRequest(query, missing)), ...written],
    savedQueries: saved.map(({ name }) => name),
    includeVariants: args.get(options.includeVariants),
    invert: args.get(options.invert),
  };
}

/** Adds what changed since the base, where somebody asks for it. */
async function withChanges(request: SelectionRequest, args: Arguments, folder: string): Promise<SelectionRequest> {
  const metadataOnly = args.get(options.metadataChangesOnly);
  if (!args.get(options.modified) && !metadataOnly) return request;
  if (args.has(options.revision)) {
    throw new FleetqError('usage', '--modified looks at the work tree, --rev does not', ['leave one of them out']);
  }
  const { modifiedFiles } = await import('../git/modified-files.js');
  const { base, paths } = await modifiedFiles(folder, args.get(options.base));
  return { ...request, modified: { metadataOnly, base, files: paths } };
}

type Filters = NonNullable<SavedQuery['filters']>;

/** What the command line says of a filter stands in for what a saved query says of the same one. */
function cliOrSaved<T extends string>(
  written: readonly T[],
  saved: readonly SavedQuery[],
  of: (filters: Filters) => T | readonly T[] | undefined,
): readonly T[] {
  if (written.length > 0) return written;
  return saved.flatMap(({ filters }) => (filters === undefined ? [] : (of(filters) ?? [])));
}

function savedRequest({ name, query, missing }: SavedQuery, asked: MissingFields | undefined): readonly QueryRequest[] {
  return query === undefined ? [] : [{ source: query, missing: asked ?? missing ?? 'error', savedAs: name }];
}
