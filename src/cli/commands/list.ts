import { EXIT, type ExitCode } from '../../errors.js';
import type { Connector } from '../../fleet/connector.js';
import { missingFields } from '../../inventory/missing-fields.js';
import { columnsNamed } from '../../output/views/columns.js';
import { columnsByDefault } from '../../output/views/default-columns.js';
import { listView } from '../../output/views/list.js';
import { fieldNamed } from '../../selection/fields.js';
import { sortConnectors } from '../../selection/sort.js';
import * as options from '../arguments/options.js';
import type { Arguments } from '../arguments/parse.js';
import type { Run } from '../command.js';
import { selectionDiagnostics, selectionExitCode, unknownFieldDiagnostics } from '../diagnostics.js';
import { formatDiagnostics, render } from '../output.js';
import { runSelection } from '../selection.js';

/** `list`: the connectors that a selection matches. */
export const run: Run = async (args, environment) => {
  const asked = args.get(options.columns);
  if (asked?.includes('help')) return (await import('./column-help.js')).run(args, environment);
  const sort = sortFrom(args);
  const { selection, savedQueries } = await runSelection(args, environment, args.positionals);
  const named = asked ?? savedQueries.find((query) => query.columns !== undefined)?.columns;
  const columns = named === undefined ? columnsByDefault(selection) : columnsNamed(named);
  const shown = limited(sort(selection.matched), args.get(options.limit));
  const missing =
    asked === undefined
      ? []
      : missingFields(
          columns.map(({ field }) => field),
          selection.fleet.connectors,
        );
  const report = listView({ selection, shown, columns, columnsAsked: asked !== undefined });
  const output = await render(report, args, environment);
  return {
    output,
    diagnostics: [
      ...selectionDiagnostics(selection),
      ...unknownFieldDiagnostics(missing),
      ...formatDiagnostics(report, args),
    ],
    exitCode: gate(args, selection.matched.length) ?? selectionExitCode(selection, args),
  };
};

function sortFrom(args: Arguments): (connectors: readonly Connector[]) => readonly Connector[] {
  const sorting = args.get(options.sort);
  if (sorting === undefined) return (connectors) => connectors;
  const field = fieldNamed(sorting.field);
  return (connectors) => sortConnectors(field, connectors, sorting.descending);
}

function limited(connectors: readonly Connector[], limit: number | undefined): readonly Connector[] {
  return limit === undefined ? connectors : connectors.slice(0, limit);
}

/** A gate looks at everything that matched, not at the rows that `--limit` left. */
function gate(args: Arguments, matched: number): ExitCode | undefined {
  const closed = (args.get(options.failIfAny) && matched > 0) || (args.get(options.failIfNone) && matched === 0);
  return closed ? EXIT.gate : undefined;
}
