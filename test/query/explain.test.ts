import { describe, expect, it } from 'vitest';
import { compileQuery } from '../../src/index.js';

const paths = (source: string): string[] => compileQuery(source).fields.map(({ path }) => path.join('.'));

describe('fields', () => {
  it.each([
    ['data.a.b == 1', ['data.a.b']],
    ["data['a'].get('b', data.c).startswith('x')", ['data.a.b', 'data.c']],
    ["data.get('a', {}).get('b')", ['data.a.b']],
    ["'k' in data and 'j' not in data.m.keys()", ['data.k', 'data.m.j', 'data.m']],
    ['[t for t in data.tags if t.x == connector.name]', ['data.tags', 'connector.name']],
    ['[data.x for data in connector.list]', ['connector.list']],
    ['data.tags[0]', ['data.tags']],
    ['data[connector.key].z', ['connector.key']],
    ["f'{data.a:{data.b}}'", ['data.a', 'data.b']],
    ["'x' in data.tags", ['data.tags']],
  ])('of %s', (source, expected) => {
    expect(paths(source).sort()).toEqual([...expected].sort());
  });

  it('carry the place where they are written', () => {
    const [field] = compileQuery('1 + data.a.b').fields;
    expect(field).toMatchObject({ start: 4, end: 12 });
  });
});

describe('describe', () => {
  it.each([
    ['not data.a == 1 or data.b', '((not (data.a == 1)) or data.b)'],
    ['-2 ** 2 + 1', '((-(2 ** 2)) + 1)'],
    ['1 < data.a < 3', '(1 < data.a < 3)'],
    ['"it\'s" f"{data.a!r:>5}"', "f'it\\'s{data.a:>5}'"],
    ['[x for x, (y,) in data.a if x]', '[x for (x, (y,)) in data.a if x]'],
    ['sorted(data.a, key=len)', 'sorted(data.a, key=len)'],
    ['(1).real', '(1).real'],
  ])('%s', (source, expected) => {
    expect(compileQuery(source).describe()).toBe(expected);
  });
});

describe('trace', () => {
  it('gives every part its value or error, in the order of the query', () => {
    const entries = compileQuery('data.a > 1 and data.b or data.c').trace({ data: { a: 2 } });
    expect(
      entries.map(({ source, depth, outcome }) => [
        depth,
        source,
        outcome.kind === 'value' ? outcome.text : outcome.kind,
      ]),
    ).toEqual([
      [0, 'data.a > 1 and data.b or data.c', 'error'],
      [1, 'data.a > 1 and data.b', 'error'],
      [2, 'data.a > 1', 'True'],
      [3, 'data.a', '2'],
      [4, 'data', "{'a': 2}"],
      [2, 'data.b', 'error'],
      [3, 'data', "{'a': 2}"],
      [1, 'data.c', 'not-evaluated'],
      [2, 'data', 'not-evaluated'],
    ]);
  });

  it('counts how often a part of a comprehension was evaluated', () => {
    const entries = compileQuery('[x + 1 for x in data.xs]').trace({ data: { xs: [1, 2, 3] } });
    expect(entries.find(({ source }) => source === 'x + 1')).toMatchObject({ times: 3, outcome: { value: 4 } });
  });

  it('does not use up an iterator by looking at it', () => {
    expect(compileQuery('list(zip([1], [2]))').trace({ data: {} })[0]?.outcome).toMatchObject({ text: '[(1, 2)]' });
  });
});
