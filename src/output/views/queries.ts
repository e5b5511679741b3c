import type { Fleet } from '../../fleet/scan.js';
import { type AnsweredQuery, nameOf } from '../../selection/saved-queries.js';
import type { SavedQuery } from '../../selection/saved-query.js';
import type { Selection } from '../../selection/selection.js';
import type { JsonObject } from '../../values/to-text.js';
import type { Cell, Column, View } from '../view.js';
import { querySheet } from './query-sheet.js';
import { DOCUMENT_VERSION, fleetDocument } from './selection-document.js';

export interface QueriesShown {
  /** Null where fleetq was started outside of a fleet. */
  readonly fleet: Fleet | null;
  readonly answered: readonly AnsweredQuery[];
  /** Whether each was asked for by name, and is to be told in full. */
  readonly whole: boolean;
}

const COLUMNS: readonly Column[] = [
  { title: 'Query' },
  { title: 'Origin' },
  { title: 'Matches', align: 'right' },
  { title: 'Answers', wrap: true },
];

/** Saved queries, one a row. */
export function queriesView({ fleet, answered, whole }: QueriesShown): View {
  const items = (): readonly JsonObject[] => answered.map(item);
  return {
    document: () => ({
      version: DOCUMENT_VERSION,
      fleet: fleet === null ? null : fleetDocument(fleet),
      queries: items(),
    }),
    items,
    table: () => ({ columns: COLUMNS, rows: answered.map(row) }),
    ...(whole
      ? {
          sheets: () =>
            answered.flatMap(({ loaded, selection }) => (loaded.ok ? [querySheet(loaded.query, selection)] : [])),
        }
      : {}),
    names: () => answered.map(({ loaded }) => nameOf(loaded)),
    count: () => answered.length,
    matrix: items,
    metrics: () => [
      {
        name: 'fleetq_saved_query_valid',
        help: 'Whether a saved query is valid: 1 or 0.',
        samples: answered.map(({ loaded }) => ({ labels: { query: nameOf(loaded) }, value: loaded.ok ? 1 : 0 })),
      },
      {
        name: 'fleetq_saved_query_connectors',
        help: 'Connectors by what a saved query makes of them.',
        samples: answered.flatMap(samples),
      },
    ],
  };
}

function item({ loaded, selection }: AnsweredQuery): JsonObject {
  if (!loaded.ok)
    return { name: loaded.name, origin: loaded.origin, path: loaded.path, valid: false, problem: loaded.problem };
  return { ...definition(loaded.query), valid: true, ...(selection === null ? {} : answer(selection)) };
}

function definition({
  name,
  title,
  answers,
  origin,
  path,
  query,
  filters = {},
  missing = 'error',
  columns,
}: SavedQuery): JsonObject {
  const stated = Object.entries(filters).map(
    ([filter, values = []]) => [filter, typeof values === 'string' ? [values] : values] as const,
  );
  return {
    name,
    title,
    answers,
    origin,
    path,
    query: query ?? null,
    filters: Object.fromEntries(stated),
    missing,
    columns: columns ?? null,
  };
}

function answer({ counts, unknownFields }: Selection): JsonObject {
  return { counts: { ...counts }, unknownFields: unknownFields.map(({ path }) => path) };
}

function row({ loaded, selection }: AnsweredQuery): readonly Cell[] {
  const origin = (loaded.ok ? loaded.query : loaded).origin;
  const first: readonly Cell[] = [
    { text: nameOf(loaded) },
    origin === 'fleetq' ? { text: origin, tone: 'faint' } : { text: origin },
  ];
  if (!loaded.ok)
    return [
      ...first,
      { text: 'invalid', tone: 'bad' },
      { text: `${loaded.path}: ${loaded.problem.split('\n')[0] ?? ''}` },
    ];
  return [...first, matches(selection), { text: loaded.query.answers }];
}

/** A query about a field that no connector here has answers nothing, and zero would hide why. */
function matches(selection: Selection | null): Cell {
  if (selection === null) return { text: '', shown: '–', tone: 'faint' };
  return selection.unknownFields.length > 0
    ? { text: 'no field', tone: 'middling' }
    : { text: String(selection.counts.matched) };
}

function samples({
  loaded,
  selection,
}: AnsweredQuery): readonly { readonly labels: Record<string, string>; readonly value: number }[] {
  if (selection === null) return [];
  const outcomes = ['matched', 'unmatched', 'undecided'] as const;
  return outcomes.map((outcome) => ({ labels: { query: nameOf(loaded), outcome }, value: selection.counts[outcome] }));
}
