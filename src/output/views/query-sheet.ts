import type { SavedQuery } from '../../selection/saved-query.js';
import type { Selection } from '../../selection/selection.js';
import { counted } from '../../text/plural.js';
import type { Cell, DetailView } from '../view.js';

/** A saved query, told in full. */
export function querySheet(query: SavedQuery, selection: Selection | null): DetailView {
  const filters = Object.entries(query.filters ?? {}).map(
    ([filter, values = []]) => `${filter} ${typeof values === 'string' ? values : values.join(' or ')}`,
  );
  const facts: readonly (readonly [string, Cell])[] = [
    ['Title', { text: query.title }],
    ['Answers', { text: query.answers }],
    ['Origin', { text: query.origin === 'fleetq' ? 'ships with fleetq' : `this fleet: ${query.path}` }],
    ...(filters.length === 0 ? [] : [['Filters', { text: filters.join(', ') }] as const]),
    ...(query.missing === undefined
      ? []
      : [
          [
            'Missing fields',
            { text: query.missing === 'none' ? 'read as None' : 'leave a connector undecided' },
          ] as const,
        ]),
    ...(query.columns === undefined ? [] : [['Columns', { text: query.columns.join(', ') }] as const]),
    ...(selection === null ? [] : [['Matches', matches(selection)] as const]),
  ];
  return {
    title: query.name,
    sections: [
      { kind: 'facts', facts: facts.map(([label, cell]) => ({ label, cell })) },
      ...(query.query === undefined
        ? []
        : [{ kind: 'text' as const, title: 'Query', lines: query.query.trimEnd().split('\n') }]),
      { kind: 'text', title: 'To list them', lines: [`fleetq list ${query.name}`] },
    ],
  };
}

function matches({ counts, unknownFields }: Selection): Cell {
  if (unknownFields.length > 0)
    return {
      text: `nothing here: no connector has ${unknownFields.map(({ path }) => path).join(', ')}`,
      tone: 'middling',
    };
  const undecided = counts.undecided === 0 ? '' : `, ${counts.undecided} undecided`;
  return { text: `${counted(counts.matched, 'connector')}${undecided}` };
}
