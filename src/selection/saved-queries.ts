import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { FleetqError } from '../errors.js';
import type { FleetConfig } from '../fleet/config.js';
import type { FileTree } from '../fleet/file-tree.js';
import type { Probe } from '../fleet/folder-facts.js';
import type { Fleet } from '../fleet/scan.js';
import { UnreadableFileError, orUnreadable } from '../io/unreadable-file.js';
import { METADATA_LIMITS } from '../metadata/result.js';
import { packageFile } from '../io/package-files.js';
import { checkedYaml } from '../metadata/checked-yaml.js';
import { QuerySyntaxError } from '../query/index.js';
import { didYouMean, nearest } from '../text/nearest.js';
import { compileChecked, runBudget } from './decide.js';
import { type SavedQuery, requestOf, savedQueryShape } from './saved-query.js';
import { prepareSelection, select } from './select.js';
import type { Selection } from './selection.js';

/** A file in a folder of saved queries: a query, or why it is none. */
export type LoadedQuery = { readonly ok: true; readonly query: SavedQuery } | RefusedQuery;

interface RefusedQuery extends Pick<SavedQuery, 'name' | 'origin' | 'path'> {
  readonly ok: false;
  /** What is wrong; with the place below it where the query itself is. */
  readonly problem: string;
}

/** Every saved query there is for a fleet: the fleet's own first, then those that ship with fleetq under other names. */
export async function loadSavedQueries(tree: FileTree, config: FleetConfig): Promise<readonly LoadedQuery[]> {
  const own = config.queries === null ? [] : await ownQueries(tree, config.queries);
  const taken = new Set(own.map(nameOf));
  const shipped = await loadShippedQueries();
  return byName([...own, ...shipped.filter((query) => !taken.has(nameOf(query)))]);
}

/** The saved queries that ship with fleetq. */
export async function loadShippedQueries(): Promise<readonly LoadedQuery[]> {
  return byName(await Promise.all(shippedQueries().map(({ path, text }) => checkQuery(path, text, 'fleetq'))));
}

function byName(queries: readonly LoadedQuery[]): readonly LoadedQuery[] {
  return [...queries].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

export function nameOf(loaded: LoadedQuery): string {
  return loaded.ok ? loaded.query.name : loaded.name;
}

async function ownQueries(tree: FileTree, folder: string): Promise<readonly LoadedQuery[]> {
  const { paths } = await tree.find([`${folder.replace(/\/+$/, '')}/*.{yaml,yml}`], []);
  return Promise.all(paths.map((path) => ownQuery(tree, path)));
}

async function ownQuery(tree: FileTree, path: string): Promise<LoadedQuery> {
  const bytes = await orUnreadable(tree.read(path, METADATA_LIMITS.bytes));
  if (!(bytes instanceof UnreadableFileError)) return checkQuery(path, new TextDecoder().decode(bytes), 'fleet');
  return { ok: false, name: posix.parse(path).name, origin: 'fleet', path, problem: bytes.message };
}

async function checkQuery(path: string, text: string, origin: SavedQuery['origin']): Promise<LoadedQuery> {
  const name = posix.parse(path).name;
  const refused = (problem: string): LoadedQuery => ({ ok: false, name, origin, path, problem });
  const checked = await checkedYaml(text, savedQueryShape);
  if (!checked.ok) return refused(checked.problem);
  const { value } = checked;
  if (value.name !== name) return refused(`its name is \`${value.name}\`, but its file is ${posix.basename(path)}`);
  if (value.query === undefined && value.filters === undefined) return refused('it has neither a query nor filters');
  const problem = value.query === undefined ? undefined : queryProblem(value.query);
  return problem === undefined ? { ok: true, query: { ...value, origin, path } } : refused(problem);
}

function queryProblem(source: string): string | undefined {
  try {
    compileChecked(source);
    return undefined;
  } catch (error) {
    if (error instanceof QuerySyntaxError) return error.message;
    throw error;
  }
}

/** The saved query of a name. Throws with what exists where there is none, and with the reason where it is not valid. */
export function findSavedQuery(name: string, loaded: readonly LoadedQuery[]): SavedQuery {
  const found = loaded.find((query) => nameOf(query) === name);
  if (found?.ok) return found.query;
  if (found !== undefined)
    throw new FleetqError('configuration', `the saved query ${name} (${found.path}) is not valid: ${found.problem}`);
  const known = loaded.map(nameOf);
  const meant = nearest(name, known);
  throw new FleetqError('usage', `there is no saved query \`${name}\``, [
    ...didYouMean(meant),
    `saved queries: ${known.join(', ')}`,
  ]);
}

/** A saved query with what it answers now. */
export interface AnsweredQuery {
  readonly loaded: LoadedQuery;
  /** Null where the query is not valid, or where there is no fleet to ask. */
  readonly selection: Selection | null;
}

/** Asks the fleet each saved query. */
export function answerQueries(
  queries: readonly LoadedQuery[],
  fleet: Fleet,
  now: Date,
  probe: Probe,
): Promise<readonly AnsweredQuery[]> {
  const run = runBudget();
  const answer = async (loaded: LoadedQuery): Promise<AnsweredQuery> => {
    if (!loaded.ok) return { loaded, selection: null };
    return { loaded, selection: await select(prepareSelection(requestOf(loaded.query), now, run), fleet, probe) };
  };
  return Promise.all(queries.map(answer));
}

/** The texts of the saved queries that ship with fleetq. */
function shippedQueries(): readonly { readonly path: string; readonly text: string }[] {
  const folder = packageFile('queries');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ path: `queries/${file}`, text: readFileSync(join(folder, file), 'utf8') }));
}
