import { EXIT, FleetqError } from '../../errors.js';
import type { Fleet } from '../../fleet/fleet.js';
import { queriesView } from '../../output/views/queries.js';
import { answerQueries } from '../../selection/saved-queries/answer.js';
import {
  type LoadedQuery,
  findSavedQuery,
  loadSavedQueries,
  loadShippedQueries,
} from '../../selection/saved-queries/load.js';
import { revision, root } from '../arguments/options.js';
import type { Arguments } from '../arguments/parse.js';
import type { Diagnostic, Run } from '../command.js';
import type { CliContext } from '../context.js';
import { unreadableDiagnostics, unreadableExitCode } from '../diagnostics.js';
import { withFleet } from '../fleet.js';
import { formatDiagnostics, render } from '../output.js';

/**
 * `queries`: the saved queries, with what each answers and how many connectors it matches now. One that is not valid
 * makes it exit 2, as using it would, so that the command checks a folder of queries too.
 */
export const run: Run = async (args, environment) => {
  const { fleet, queries, diagnostics } = await queriesHere(args, environment);
  const named =
    args.positionals.length === 0
      ? queries
      : args.positionals.map((name): LoadedQuery => ({ ok: true, query: findSavedQuery(name, queries) }));
  const answered = await answerQueries(named, fleet, environment.now);
  const view = queriesView({ fleet, answered, whole: args.positionals.length > 0 });
  const output = await render(view, args, environment);
  const refused = named.flatMap((query) => (query.ok ? [] : [query]));
  const problems = refused.map(({ path, problem }): Diagnostic => ({ level: 'error', text: `${path}: ${problem}` }));
  const exitCode = refused.length > 0 ? EXIT.usage : fleet === null ? EXIT.done : unreadableExitCode(fleet, args);
  return { output, diagnostics: [...diagnostics, ...problems, ...formatDiagnostics(view, args)], exitCode };
};

interface QueriesHere {
  readonly fleet: Fleet | null;
  readonly queries: readonly LoadedQuery[];
  readonly diagnostics: readonly Diagnostic[];
}

async function queriesHere(args: Arguments, environment: CliContext): Promise<QueriesHere> {
  try {
    return await withFleet(args, environment, async (opened) => {
      const queries = await loadSavedQueries(opened.tree, opened.config);
      const fleet = await opened.scan();
      return {
        fleet,
        queries,
        diagnostics: [...emptyFolder(queries, opened.config.queries), ...unreadableDiagnostics(fleet, 'warning')],
      };
    });
  } catch (error) {
    if (!(error instanceof FleetqError) || error.code !== 'no-fleet' || args.has(root) || args.has(revision))
      throw error;
    return {
      fleet: null,
      queries: await loadShippedQueries(),
      diagnostics: [{ level: 'note', text: `${error.message}, so these are fleetq's own queries only` }],
    };
  }
}

function emptyFolder(queries: readonly LoadedQuery[], folder: string | null): readonly Diagnostic[] {
  const own = queries.some((query) => (query.ok ? query.query : query).origin === 'fleet');
  return folder === null || own
    ? []
    : [{ level: 'warning', text: `the folder of saved queries, ${folder}, holds no query` }];
}
