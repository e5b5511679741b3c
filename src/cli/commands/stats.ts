import { FleetqError } from '../../errors.js';
import type { Connector } from '../../fleet/connector.js';
import { missingFields } from '../../inventory/find-fields.js';
import { type Group, groupConnectors, migratedShare } from '../../inventory/groups.js';
import { titleOf } from '../../output/views/columns.js';
import { statsView } from '../../output/views/stats.js';
import { type Field, fieldNamed } from '../../selection/fields.js';
import { compareValues } from '../../selection/sort.js';
import { didYouMean, nearest } from '../../text/nearest.js';
import { dottedText, parsePath, pathText } from '../../values/path.js';
import type { Value } from '../../values/value.js';
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
  const named = distinct((asked ?? PROGRESS_FIELDS).map((name) => fieldNamed(name)));
  const sort = args.get(options.sort);
  const sorting = sort === undefined ? undefined : sortingFrom(sort.field, named);
  const selection = await runSelection(args, context, args.positionals, ({ selection }, probe) =>
    probeMatched(selection, probe),
  );
  const fleet = selection.fleet.connectors;
  const by = distinct(named.map((field) => field.within(fleet)));
  const grouping = groupConnectors(selection.matched, by);
  const sortValue = sorting === undefined ? undefined : valueOfSorting(sorting, by, fleet);
  const ordered =
    sortValue === undefined ? grouping.groups : sorted(grouping.groups, sortValue, sort?.descending === true);
  const shown = ordered.slice(0, args.get(options.limit));
  const titles = by.map(titleOf);
  const missing = missingFields(by, fleet);
  const view = statsView({ selection, grouping, shown, titles, progress: asked === undefined });
  const diagnostics = [
    ...contextNote(selection, args, context, { shown: shown.length, all: grouping.groups.length, noun: 'group' }),
    ...selectionDiagnostics(selection),
    ...unknownFieldDiagnostics(missing),
    ...formatDiagnostics(view, args),
  ];
  return {
    output: await render(view, args, context, selection.fleet, diagnostics),
    diagnostics,
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

type Sorting =
  { readonly kind: 'count'; readonly valueOf: ValueOf } | { readonly kind: 'field'; readonly field: Field };

function sortingFrom(written: string, fields: readonly Field[]): Sorting {
  const parsed = parsePath(written);
  const name = parsed === undefined ? written : pathText(parsed.path);
  const dotted = parsed === undefined ? written : dottedText(parsed.path);
  const field =
    fields.find((other) => other.name === written || other.name === name) ??
    fields.find((other) => dottedText(parsePath(other.name)?.path ?? []) === dotted);
  if (field !== undefined) return { kind: 'field', field };
  const count = Object.hasOwn(COUNTS, written) ? COUNTS[written] : undefined;
  if (count !== undefined) return { kind: 'count', valueOf: count };
  const known = [...fields.map((other) => other.name), ...Object.keys(COUNTS)];
  const meant = nearest(written, known);
  throw new FleetqError('usage', `stats cannot be sorted by \`${written}\``, [
    ...didYouMean(meant),
    `it sorts by ${known.join(', ')}`,
  ]);
}

function valueOfSorting(sorting: Sorting, by: readonly Field[], fleet: readonly Connector[]): ValueOf {
  if (sorting.kind === 'count') return sorting.valueOf;
  const { name } = sorting.field.within(fleet);
  const index = by.findIndex((field) => field.name === name);
  return ({ values }) => values[index] ?? null;
}

function sorted(groups: readonly Group[], valueOf: ValueOf, descending: boolean): readonly Group[] {
  const direction = descending ? -1 : 1;
  return [...groups].sort((a, b) => {
    const [first, second] = [valueOf(a), valueOf(b)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return direction * compareValues(first, second);
  });
}

function distinct(fields: readonly Field[]): readonly Field[] {
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}
