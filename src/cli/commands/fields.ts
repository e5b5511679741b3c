import { FleetqError } from '../../errors.js';
import type { FieldStats } from '../../inventory/field-stats.js';
import { findFields } from '../../inventory/find-fields.js';
import { fieldsView } from '../../output/views/fields.js';
import { didYouMean, nearest } from '../../text/nearest.js';
import type { SortKey } from '../arguments/option.js';
import * as options from '../arguments/options.js';
import type { Run } from '../command.js';
import { contextNote } from '../context-note.js';
import { selectionDiagnostics, unreadableExitCode } from '../diagnostics.js';
import { probeMatched } from '../../selection/select.js';
import { formatDiagnostics, render } from '../output.js';
import { runSelection } from '../selection.js';

/** `fields`: which fields there are, how many connectors have each, and what they hold. */
export const run: Run = async (args, context) => {
  const [path] = args.positionals;
  const sorting = args.get(options.sort);
  const order = orderFrom(sorting);
  const selection = await runSelection(args, context, [], ({ selection }, probe) => probeMatched(selection, probe));
  const { below, fields, isTree } = findFields(path, selection.matched, selection.fleet.connectors);
  const shown = order(fields).slice(0, args.get(options.limit));
  const view = fieldsView({ selection, below, shown, isTree: isTree && sorting === undefined });
  const diagnostics = [...selectionDiagnostics(selection), ...formatDiagnostics(view, args)];
  return {
    output: await render(view, args, context, selection.fleet, diagnostics),
    diagnostics: [
      ...contextNote(selection, args, context, { shown: shown.length, all: fields.length, noun: 'field' }),
      ...diagnostics,
    ],
    exitCode: unreadableExitCode(selection.fleet, args),
  };
};

type Compare = (a: FieldStats, b: FieldStats) => number;

const ORDERS: Readonly<Record<string, Compare>> = {
  path: (a, b) => (a.path < b.path ? -1 : 1),
  connectors: (a, b) => a.connectors - b.connectors,
  share: (a, b) => a.connectors - b.connectors,
  values: (a, b) => a.values.length - b.values.length,
};

function orderFrom(sorting: SortKey | undefined): (fields: readonly FieldStats[]) => readonly FieldStats[] {
  if (sorting === undefined) return (fields) => fields;
  const compare = Object.hasOwn(ORDERS, sorting.field) ? ORDERS[sorting.field] : undefined;
  if (compare !== undefined)
    return (fields) => [...fields].sort(sorting.descending ? (a, b) => compare(b, a) : compare);
  const known = Object.keys(ORDERS);
  const meant = nearest(sorting.field, known);
  throw new FleetqError('usage', `fields cannot be sorted by \`${sorting.field}\``, [
    ...didYouMean(meant),
    `it sorts by ${known.join(', ')}`,
  ]);
}
