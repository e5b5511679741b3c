import { FleetqError } from '../../errors.js';
import { missingFields } from '../../inventory/field-stats.js';
import { type Group, groupConnectors, migratedShare } from '../../inventory/groups.js';
import { columnsNamed } from '../../output/views/columns.js';
import { statsView } from '../../output/views/stats.js';
import { fieldNamed } from '../../selection/fields.js';
import { compareValues } from '../../selection/sort.js';
import { didYouMean, nearest } from '../../text/nearest.js';
import type { Value } from '../../values/value.js';
import type { SortKey } from '../arguments/option.js';
import * as options from '../arguments/options.js';
import type { Run } from '../command.js';
import { contextNote } from '../context-note.js';
import { selectionDiagnostics, unreadableExitCode, unknownFieldDiagnostics } from '../diagnostics.js';
import { probeMatched } from '../../selection/select.js';
import { formatDiagnostics, render } from '../output.js';
import { runSelection } from '../selection.js';

/** What the migration is followed by, where nobody asks for other fields. */
const PROGRESS_FIELDS = ['supportLevel', 'language'] as const;

/** `stats`: how many connectors there are, by the values of fields. */
export const run: Run = async (args, context) => {
  const asked = args.has(options.by) ? args.get(options.by) : undefined;
  const by = [...new Set(asked ?? PROGRESS_FIELDS)].map((name) => fieldNamed(name));
  const order = orderFrom(
    args.get(options.sort),
    by.map(({ name }) => name),
  );
  const selection = await runSelection(args, context, args.positionals, ({ selection }, probe) =>
    probeMatched(selection, probe),
  );
  const grouping = groupConnectors(selection.matched, by);
  const shown = order(grouping.groups).slice(0, args.get(options.limit));
  const titles = columnsNamed(by.map(({ name }) => name)).map(({ title }) => title);
  const missing = missingFields(by, selection.fleet.connectors);
  const view = statsView({ selection, grouping, shown, titles, progress: asked === undefined });
  const output = await render(view, args, context);
  return {
    output,
    diagnostics: [
      ...contextNote(selection, args, context),
      ...selectionDiagnostics(selection),
      ...unknownFieldDiagnostics(missing),
      ...formatDiagnostics(view, args),
    ],
    exitCode: unreadableExitCode(selection.fleet, args),
  };
};

type ValueOf = (group: Group) => Value | null;

const COUNTS: Readonly<Record<string, ValueOf>> = {
  connectors: ({ connectors }) => connectors,
  share: ({ connectors }) => connectors,
  migrated: ({ migration }) => migration.migrated,
  partial: ({ migration }) => migration.partial,
  unmigrated: ({ migration }) => migration.unmigrated,
  shareMigrated: migratedShare,
};

function orderFrom(
  sorting: SortKey | undefined,
  fields: readonly string[],
): (groups: readonly Group[]) => readonly Group[] {
  if (sorting === undefined) return (groups) => groups;
  const valueOf = sortValue(sorting.field, fields);
  const direction = sorting.descending ? -1 : 1;
  return (groups) =>
    [...groups].sort((a, b) => {
      const [first, second] = [valueOf(a), valueOf(b)];
      if (first === null || second === null) return Number(first === null) - Number(second === null);
      return direction * compareValues(first, second);
    });
}

function sortValue(written: string, fields: readonly string[]): ValueOf {
  const index = fields.indexOf(written);
  if (index !== -1) return ({ values }) => values[index] ?? null;
  const count = Object.hasOwn(COUNTS, written) ? COUNTS[written] : undefined;
  if (count !== undefined) return count;
  const known = [...fields, ...Object.keys(COUNTS)];
  const meant = nearest(written, known);
  throw new FleetqError('usage', `stats cannot be sorted by \`${written}\``, [
    ...didYouMean(meant),
    `it sorts by ${known.join(', ')}`,
  ]);
}
