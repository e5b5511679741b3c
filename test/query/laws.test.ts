import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileQuery, QueryEvaluationError, QuerySyntaxError } from '../../src/index.js';
import { tagged } from './differential/compare.js';
import { expressions } from './differential/expressions.js';
import { TEXTS } from './differential/records.js';

const data = {
  name: 'Source',
  supportLevel: 'certified',
  count: 7,
  ratio: 1.5,
  whole: 2,
  big: 123n,
  flag: true,
  nothing: null,
  tags: ['a', 'b'],
  numbers: [3, 1],
  pairs: [[1, 'a']],
  mapping: { a: 1 },
  nested: { inner: { list: [1] } },
  any: 'x',
  other: 2,
  things: ['q'],
  when: new Date('2024-03-09'),
  moment: new Date('2024-03-09T01:02:03Z'),
};

function outcome(source: string): unknown {
  try {
    return { value: tagged(compileQuery(source).evaluate({ data })) };
  } catch (error) {
    if (error instanceof QueryEvaluationError || error instanceof QuerySyntaxError) return { code: error.code };
    throw error;
  }
}

describe('laws of the query language', () => {
  it('a query and its description mean the same, and a description describes itself', () => {
    fc.assert(
      fc.property(expressions, (source) => {
        fc.pre(!('code' in Object(outcome(source)) && isRefused(source)));
        const described = compileQuery(source).describe();
        expect(compileQuery(described).describe()).toBe(described);
        expect(outcome(described)).toEqual(outcome(source));
      }),
      { numRuns: 1500 },
    );
  });

  it('whatever the text, there is an answer or a known error that shows its place', () => {
    const pieces = fc.constantFrom(
      "'",
      '"',
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      'f"',
      '\\',
      '\n',
      '\r',
      '\0',
      '#',
      'data',
      '.',
      ' ',
      '1',
      'é',
      '\u200b',
      '😀',
      '\ud800',
      '\x1b[31m',
      'for',
      'in',
      '`',
      '$',
      '%',
      '=',
      '!',
      ...TEXTS,
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 30 }),
          fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
        ),
        (source) => {
          try {
            compileQuery(source).test({ data });
          } catch (error) {
            expect(error).toBeInstanceOf(QuerySyntaxError);
            if (!(error instanceof QuerySyntaxError)) return;
            const [first, line = '', carets = ''] = error.message.split('\n');
            expect(first).toMatch(/^query error: /);
            expect(carets).toMatch(/^ *\^+$/);

            expect(line).not.toMatch(/[\x00-\x1f\x7f]/);
            expect(error.range.start).toBeLessThanOrEqual(error.range.end);
          }
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('one record never changes the answer for another', () => {
    fc.assert(
      fc.property(expressions, (source) => {
        fc.pre(!isRefused(source));
        const query = compileQuery(source);
        const before = query.test({ data });
        query.test({ data: {} });
        expect(query.test({ data })).toBe(before);
      }),
      { numRuns: 500 },
    );
  });

  it('evaluating a record leaves it as it was', () => {
    const before = JSON.stringify({ ...data, big: '123' });
    fc.assert(
      fc.property(expressions, (source) => void outcome(source)),
      { numRuns: 500 },
    );
    expect(JSON.stringify({ ...data, big: '123' })).toBe(before);
  });
});

function isRefused(source: string): boolean {
  try {
    compileQuery(source);
    return false;
  } catch {
    return true;
  }
}
