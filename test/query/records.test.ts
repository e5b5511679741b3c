import { describe, expect, it } from 'vitest';
import { QueryEvaluationError, compileQuery } from '../../src/index.js';
import { CalendarDate, Timestamp } from '../../src/values/dates.js';
import { Float } from '../../src/values/value.js';

const evaluate = (source: string, record: object): unknown =>
  compileQuery(source, { names: Object.keys(record) }).evaluate(record);

describe('records', () => {
  it('take whatever YAML and JSON hold, and give plain values back', () => {
    const date = new CalendarDate(2024, 3, 9);
    const data = {
      float: new Float(2),
      big: 2n ** 70n,
      small: 5n,
      date,
      time: new Timestamp(0n, 0),
      map: new Map<unknown, unknown>([
        [1, 'one'],
        ['0', 'zero'],
      ]),
      set: new Set([1]),
      missing: undefined,
    };
    expect(evaluate('[data.float, data.big, data.small + 1]', { data })).toEqual([2, 2n ** 70n, 6]);
    expect(evaluate('str(data.float)', { data })).toBe('2.0');
    expect(evaluate('data.date', { data })).toEqual(new Date('2024-03-09'));
    expect(evaluate('data.map', { data })).toEqual(
      new Map<unknown, unknown>([
        [1, 'one'],
        ['0', 'zero'],
      ]),
    );
    expect(evaluate('data.set', { data })).toEqual(new Set([1]));
    expect(evaluate('data.missing', { data })).toBeNull();
    expect(evaluate("{'a': (1, 2)}", { data })).toEqual({ a: [1, 2] });
  });

  it('take a JavaScript Date as a date at midnight UTC, else as a timestamp', () => {
    const data = { day: new Date('2024-03-09'), moment: new Date('2024-03-09T10:00:00Z') };
    expect(evaluate('str(data.day), str(data.moment)', { data })).toEqual(['2024-03-09', '2024-03-09 10:00:00+00:00']);
  });

  it('bind only their own names', () => {
    expect(() => evaluate('toString', { data: 1 })).toThrow(/unknown name `toString`/);
    expect(() => compileQuery('data').evaluate({})).toThrow(QueryEvaluationError);
    expect(evaluate('__proto__', JSON.parse('{"__proto__": 5}') as object)).toBe(5);
  });

  it('may hold a key that is called like a part of a prototype', () => {
    const data: unknown = JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}');
    expect(evaluate("data['__proto__'].x + data.constructor", { data })).toBe(3);
    expect(evaluate('data', { data })).toEqual(
      new Map<unknown, unknown>([
        ['__proto__', { x: 1 }],
        ['constructor', 2],
      ]),
    );
  });

  it('are frozen for all that a query can do', () => {
    const data = Object.freeze({ list: Object.freeze([3, 1, 2]) });
    expect(evaluate('sorted(data.list) + list(reversed(data.list)) + data.list', { data })).toEqual([
      1, 2, 3, 2, 1, 3, 3, 1, 2,
    ]);
  });
});
