import { FleetqError } from '../../errors.js';
import { fieldsBelow } from '../../inventory/fields-below.js';
import type { FieldSurvey } from '../../inventory/survey.js';
import { fieldsReport } from '../../output/views/fields.js';
import { didYouMean, nearest } from '../../text/nearest.js';
import * as options from '../arguments/options.js';
import type { Run } from '../command.js';
import { formatNotices, rendered } from '../output.js';
import { selectionExitCode, selectionNotices } from '../selection-notices.js';
import { selectionFrom } from '../selection.js';
import { type Sorting, sortingFrom } from '../sorting.js';

/** `fields`: which fields there are, how many connectors have each, and what they hold. */
export const run: Run = async (args, environment) => {
  const [path] = args.positionals;
  const sorting = sortingFrom(args);
  const order = orderFrom(sorting);
  const { selection } = await selectionFrom(args, environment);
  const fields = fieldsBelow(path, selection.matched, selection.fleet.connectors);
  const shown = order(fields).slice(0, args.get(options.limit));
  const report = fieldsReport({ selection, below: path ?? null, shown, isTree: sorting === undefined });
  const output = await rendered(report, args, environment);
  return {
    output,
    notices: [...selectionNotices(selection), ...formatNotices(report, args)],
    exitCode: selectionExitCode(selection, args),
  };
};

type Compare = (a: FieldSurvey, b: FieldSurvey) => number;

const ORDERS: Readonly<Record<string, Compare>> = {
  path: (a, b) => (a.path < b.path ? -1 : 1),
  connectors: (a, b) => a.connectors - b.connectors,
  share: (a, b) => a.connectors - b.connectors,
  values: (a, b) => a.values.length - b.values.length,
};

function orderFrom(sorting: Sorting | undefined): (fields: readonly FieldSurvey[]) => readonly FieldSurvey[] {
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
