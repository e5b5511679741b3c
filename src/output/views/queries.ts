import type { Fleet } from '../../fleet/scan.js';
import { type AnsweredQuery, nameOf } from '../../selection/saved-queries.js';
import type { SavedQuery } from '../../selection/saved-query.js';
import type { Selection } from '../../selection/selection.js';
import { counted, numberText } from '../../text/plural.js';
import type { JsonObject } from '../../values/to-text.js';
import type { Cell, DetailView, Fact, Sample, View } from '../view.js';
import { numberCell } from './cells.js';
import { documentHead, fleetDocument } from './document.js';
import { runMetric } from './metrics.js';

export interface QueriesShown {
  /** Null where fleetq was started outside of a fleet. */
  readonly fleet: Fleet | null;
  readonly answered: readonly AnsweredQuery[];
  /** Whether each was asked for by name, and is to be told in full. */
  readonly whole: boolean;
}

/** Saved queries, one a row. */
export function queriesView({ fleet, answered, whole }: QueriesShown): View<AnsweredQuery> {
  return {
    rows: answered,
    nameOf: ({ loaded }) => nameOf(loaded),
    itemOf: item,
    linesOf: (query) => [query],
    columns: [
      { name: 'name', title: 'Query', cellOf: ({ loaded }) => ({ text: nameOf(loaded) }) },
      {
        name: 'origin',
        title: 'Origin',
        cellOf: ({ loaded }) => originCell((loaded.ok ? loaded.query : loaded).origin),
      },
      { name: 'matched', title: 'Matches', align: 'right', cellOf: matchesCell },
      { name: 'answers', title: 'Answers', wrap: true, cellOf: answersCell },
    ],
    ...(whole
      ? {
          details: () =>
            answered.flatMap(({ loaded, selection }) => (loaded.ok ? [queryDetail(loaded.query, selection)] : [])),
        }
      : {}),
    document: (queries, run) => ({
      ...documentHead(run),
      fleet: fleet === null ? null : fleetDocument(fleet, run),
      queries,
    }),
    metrics: (run) => [
      runMetric(run),
      {
        name: 'fleetq_saved_query_valid',
        help: 'Whether a saved query is valid: 1 or 0.',
        samples: answered.map(({ loaded }) => ({ labels: { query: nameOf(loaded) }, value: loaded.ok ? 1 : 0 })),
      },
      {
        name: 'fleetq_saved_query_connectors',
        help: 'Connectors by what a saved query makes of them.',
        samples: answered.flatMap(outcomeSamples),
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

function originCell(origin: SavedQuery['origin']): Cell {
  return origin === 'fleetq' ? { text: origin, tone: 'faint' } : { text: origin };
}

/** A query about a field that no connector here has answers nothing, and zero would hide why. */
function matchesCell({ loaded, selection }: AnsweredQuery): Cell {
  if (!loaded.ok) return { text: 'invalid', tone: 'bad' };
  if (selection === null) return { text: '', shown: '–', tone: 'faint' };
  return selection.unknownFields.length > 0
    ? { text: 'no field', tone: 'middling' }
    : numberCell(selection.counts.matched);
}

function answersCell({ loaded }: AnsweredQuery): Cell {
  return { text: loaded.ok ? loaded.query.answers : `${loaded.path}: ${loaded.problem.split('\n')[0] ?? ''}` };
}

function outcomeSamples({ loaded, selection }: AnsweredQuery): readonly Sample[] {
  if (selection === null) return [];
  const outcomes = ['matched', 'unmatched', 'undecided'] as const;
  return outcomes.map((outcome) => ({ labels: { query: nameOf(loaded), outcome }, value: selection.counts[outcome] }));
}

/** A saved query in full. */
function queryDetail(query: SavedQuery, selection: Selection | null): DetailView {
  const filters = Object.entries(query.filters ?? {}).map(
    ([filter, values = []]) => `${filter} ${typeof values === 'string' ? values : values.join(' or ')}`,
  );
  const origin = query.origin === 'fleetq' ? 'ships with fleetq' : `this fleet: ${query.path}`;
  const facts: readonly (Fact | null)[] = [
    { label: 'Title', cell: { text: query.title } },
    { label: 'Answers', cell: { text: query.answers } },
    { label: 'Origin', cell: { text: origin } },
    filters.length === 0 ? null : { label: 'Filters', cell: { text: filters.join(', ') } },
    query.missing === undefined
      ? null
      : {
          label: 'Missing fields',
          cell: { text: query.missing === 'none' ? 'read as None' : 'leave a connector undecided' },
        },
    query.columns === undefined ? null : { label: 'Columns', cell: { text: query.columns.join(', ') } },
    selection === null ? null : { label: 'Matches', cell: allMatchesCell(selection) },
  ];
  return {
    title: query.name,
    sections: [
      { kind: 'facts', facts: facts.filter((fact) => fact !== null) },
      ...(query.query === undefined
        ? []
        : [{ kind: 'text' as const, title: 'Query', lines: query.query.trimEnd().split('\n') }]),
      { kind: 'text', title: 'To list them', lines: [`fleetq list ${query.name}`] },
    ],
  };
}

function allMatchesCell({ counts, unknownFields }: Selection): Cell {
  if (unknownFields.length > 0)
    return {
      text: `nothing here: no connector has ${unknownFields.map(({ path }) => path).join(', ')}`,
      tone: 'middling',
    };
  const undecided = counts.undecided === 0 ? '' : `, ${numberText(counts.undecided)} undecided`;
  return { text: `${counted(counts.matched, 'connector')}${undecided}` };
}
