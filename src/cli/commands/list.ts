import type { Connector } from '../../fleet/connector.js';
import { missingFields } from '../../inventory/find-fields.js';
import { type ListColumn, columnsByDefault, columnsNamed } from '../../output/views/columns.js';
import { listView } from '../../output/views/list.js';
import { fieldNamed } from '../../selection/fields.js';
import { probeMatched, withoutUnreadable } from '../../selection/select.js';
import { sortConnectors } from '../../selection/sort.js';
import * as options from '../arguments/options.js';
import type { Arguments } from '../arguments/parse.js';
import type { Run } from '../command.js';
import { contextNote, shownConnectors } from '../context-note.js';
import { selectionDiagnostics, unreadableExitCode, unknownFieldDiagnostics } from '../diagnostics.js';
import { closedGate } from '../gate.js';
import { formatDiagnostics, render } from '../output.js';
import { runSelection } from '../selection.js';

/** `list`: the connectors that a selection matches. */
export const run: Run = async (args, context) => {
  const asked = args.has(options.columns) ? args.get(options.columns) : undefined;
  if (asked?.includes('help')) return (await import('./column-help.js')).run(args, context);
  const sorting = args.get(options.sort);
  const sortable = sorting === undefined ? undefined : fieldNamed(sorting.field);
  const { selection, columns, sortField, shown } = await runSelection(
    args,
    context,
    args.positionals,
    async ({ selection, savedQueries }, probe) => {
      const fleet = selection.fleet.connectors;
      const named = asked ?? savedQueries.find((query) => query.columns !== undefined)?.columns;
      const columns =
        named === undefined
          ? await columnsByDefault(selection, probe)
          : columnsNamed(named, fleet).map((column) => ({ ...column, expendable: false }));
      const sortField = sortable?.within(fleet);
      const probed = sortField?.needsFolder === true ? await probeMatched(selection, probe) : selection;
      const sorted =
        sortField === undefined
          ? probed.matched
          : sortConnectors(sortField, probed.matched, sorting?.descending === true);
      const shown = limited(sorted, args.get(options.limit));
      if (!needsFolder(args, columns)) return { selection: probed, columns, sortField, shown };
      const { connectors, unreadable } = await probe(shown);
      return { selection: withoutUnreadable(probed, unreadable), columns, sortField, shown: connectors };
    },
  );
  const askedFields = [
    ...(asked === undefined ? [] : columns.map(({ field }) => field)),
    ...(sortField === undefined ? [] : [sortField]),
  ];
  const missing = missingFields(askedFields, selection.fleet.connectors);
  const view = listView({ selection, shown, columns, columnsAsked: asked !== undefined });
  const gate = closedGate(args, selection);
  const diagnostics = [
    ...contextNote(selection, args, context, shownConnectors(shown.length, selection)),
    ...selectionDiagnostics(selection),
    ...unknownFieldDiagnostics(missing),
    ...formatDiagnostics(view, args),
    ...(gate === null ? [] : [gate.diagnostic]),
  ];
  return {
    output: await render(view, args, context, selection.fleet, diagnostics),
    diagnostics,
    exitCode: gate?.exitCode ?? unreadableExitCode(selection.fleet, args),
  };
};

/** Whether the rows show what is in the connectors' folders, as documents always do. */
function needsFolder(args: Arguments, columns: readonly ListColumn[]): boolean {
  const format = args.get(options.output) ?? 'table';
  switch (format) {
    case 'names':
    case 'count':
    case 'openmetrics':
      return false;
    case 'table':
    case 'csv':
    case 'tsv':
    case 'markdown':
      return columns.some(({ field }) => field.needsFolder);
    case 'json':
    case 'ndjson':
    case 'yaml':
    case 'gh-matrix':
      return true;
  }
}

function limited(connectors: readonly Connector[], limit: number | undefined): readonly Connector[] {
  return limit === undefined ? connectors : connectors.slice(0, limit);
}
