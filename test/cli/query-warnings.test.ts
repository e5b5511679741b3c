import { describe, expect, it } from 'vitest';
import { runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet, writeFiles } from '../support/temporary-fleet.js';

const fleetq = async (...args: string[]) => {
  const root = temporaryFleet({ 'source-a/metadata.yaml': 'data: {name: Postgres, n: 1}\n' });
  writeFiles(root, {
    'fleetq.yaml': 'queries: saved\n',
    'saved/by-identity.yaml': "name: by-identity\ntitle: t\nanswers: a\nquery: data.name is 'Postgres'\n",
  });
  return runFleetq([...args, '--root', root]);
};

const warning = (operator: string, kind: string, query: string, carets: string, instead: string): string =>
  [
    `fleetq: warning: \`${operator}\` with a literal ${kind} asks whether it is the same one, not whether it is equal`,
    `  ${query}`,
    `  ${carets}`,
    `  did you mean \`${instead}\`?`,
    '',
  ].join('\n');

describe('`is` beside a literal, where Python has a SyntaxWarning', () => {
  it.each([
    { query: "data.name is 'Postgres'", kind: 'text', place: "data.name is 'Postgres'", operator: 'is' },
    { query: "'Postgres' is data.name", kind: 'text', place: "'Postgres' is data.name", operator: 'is' },
    { query: 'data.n is 1', kind: 'number', place: 'data.n is 1', operator: 'is' },
    { query: 'data.n is not 1.5', kind: 'number', place: 'data.n is not 1.5', operator: 'is not' },
    { query: 'data.n is -1', kind: 'number', place: 'data.n is -1', operator: 'is' },
    { query: 'data.n is 1 + 1', kind: 'number', place: 'data.n is 1 + 1', operator: 'is' },
    { query: 'data.n is ()', kind: 'tuple', place: 'data.n is ()', operator: 'is' },
    { query: "data.n is not ('a', None)", kind: 'tuple', place: "data.n is not ('a', None)", operator: 'is not' },
    { query: "data.n and [x for x in 'ab' if x is 'a']", kind: 'text', place: "x is 'a'", operator: 'is' },
    { query: '0 < data.n is 1', kind: 'number', place: 'data.n is 1', operator: 'is' },
  ])('$query', async ({ query, kind, place, operator }) => {
    const carets = ' '.repeat(query.indexOf(place)) + '^'.repeat(place.length);
    const expected = warning(operator, kind, query, carets, operator === 'is' ? '==' : '!=');
    expect(await fleetq('explain', query)).toMatchObject({ code: 0, stderr: expected });
    const listed = await fleetq('list', '-q', query);
    expect(listed.code).toBe(0);
    expect(listed.stderr).toContain(expected);
  });

  it.each([
    'data.name is None',
    'data.name is not None',
    'data.n is True',
    'False is data.n',
    'data.n is data.name',
    'data.n is []',
    'data.n is (data.name,)',
    "data.n is f'{data.n}'",
    "data.n == 'a' and 'a' in data.name",
  ])('not for %s', async (query) => {
    expect(await fleetq('list', '-q', query)).toMatchObject({ code: 0, stderr: '' });
  });

  it('says which saved query is meant, and is quiet where that is asked for', async () => {
    const saved = await fleetq('list', 'by-identity');
    expect(saved.stderr).toContain('did you mean `==`?\n  in the saved query by-identity\n');
    expect((await fleetq('queries')).stderr).toBe(saved.stderr);
    expect(await fleetq('list', 'by-identity', '--quiet')).toMatchObject({ code: 0, stderr: '' });
  });
});
