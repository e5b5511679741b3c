import { EXIT, FleetqError } from '../../errors.js';
import type { Fleet } from '../../fleet/scan.js';
import { queriesView } from '../../output/views/queries.js';
import {
  type AnsweredQuery,
  type LoadedQuery,
  answerQueries,
  findSavedQuery,
  loadSavedQueries,
  loadShippedQueries,
} from '../../selection/saved-queries.js';
import { revision, root } from '../arguments/options.js';
import type { Arguments } from '../arguments/parse.js';
import type { Diagnostic, Run } from '../command.js';
import type { CliContext } from '../context.js';
import { doubtfulQueryDiagnostics, notCheckedOut, unreadableDiagnostics, unreadableExitCode } from '../diagnostics.js';
import { withFleet } from '../fleet.js';
import { formatDiagnostics, render } from '../output.js';

/**
 * `queries`: the saved queries, with what each answers and how many connectors it matches now. One that is not valid
 * makes it exit 2, as using it would, so that the command checks a folder of queries too.
 */
export const run: Run = async (args, context) => {
  const { fleet, answered, diagnostics } = await queriesHere(args, context);
  const view = queriesView({ fleet, answered, whole: args.positionals.length > 0 });
  const refused = answered.flatMap(({ loaded }) => (loaded.ok ? [] : [loaded]));
  const problems = refused.map(({ path, problem }): Diagnostic => ({
    code: 'saved-query',
    level: 'error',
    text: `${path}: ${problem}`,
  }));
  const exitCode = refused.length > 0 ? EXIT.usage : fleet === null ? EXIT.done : unreadableExitCode(fleet, args);
  const doubtful = answered.flatMap(({ selection }) => doubtfulQueryDiagnostics(selection?.doubtfulQueries ?? []));
  const said = [...diagnostics, ...problems, ...doubtful, ...formatDiagnostics(view, args)];
  return {
    output: await render(view, args, context, fleet, said),
    diagnostics: said,
    exitCode,
  };
};

interface QueriesHere {
  readonly fleet: Fleet | null;
  readonly answered: readonly AnsweredQuery[];
  readonly diagnostics: readonly Diagnostic[];
}

async function queriesHere(args: Arguments, context: CliContext): Promise<QueriesHere> {
  try {
    return await withFleet(args, context, async (opened) => {
      const queries = await loadSavedQueries(opened.tree, opened.config);
      const fleet = await opened.scan();
      return {
        fleet,
        answered: await answerQueries(named(args, queries), fleet, context.now, opened.probe),
        diagnostics: [
          ...emptyFolder(queries, opened.config.queries),
          ...notCheckedOut(fleet),
          ...unreadableDiagnostics(fleet, 'warning'),
        ],
      };
    });
  } catch (error) {
    if (!(error instanceof FleetqError) || error.code !== 'no-fleet' || args.has(root) || args.has(revision))
      throw error;
    return {
      fleet: null,
      answered: named(args, await loadShippedQueries()).map((loaded) => ({ loaded, selection: null })),
      diagnostics: [
        { code: 'no-fleet', level: 'note', text: `${error.message}, so these are fleetq's own queries only` },
      ],
    };
  }
}

function named({ positionals }: Arguments, queries: readonly LoadedQuery[]): readonly LoadedQuery[] {
  if (positionals.length === 0) return queries;
  return positionals.map((name) => ({ ok: true, query: findSavedQuery(name, queries) }));
}

function emptyFolder(queries: readonly LoadedQuery[], folder: string | null): readonly Diagnostic[] {
  const own = queries.some((query) => (query.ok ? query.query : query).origin === 'fleet');
  return folder === null || own
    ? []
    : [{ code: 'no-saved-query', level: 'warning', text: `the folder of saved queries, ${folder}, holds no query` }];
}
