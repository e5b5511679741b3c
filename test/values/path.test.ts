import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileQuery } from '../../src/index.js';
import { CalendarDate, Timestamp } from '../../src/values/dates.js';
import {
  ANY_KEY,
  type FieldPath,
  ITEMS,
  dottedReading,
  dottedText,
  keyStep,
  parsePath,
  pathOfKeys,
  pathText,
  valuesAt,
} from '../../src/values/path.js';
import { Float, type Mapping, type Scalar, type Value } from '../../src/values/value.js';

/** Keys that a sloppy printer or parser would take for something else. */
const ODD_KEYS = [
  ...[
    '',
    '.',
    'a.b',
    '[]',
    'a[]',
    '*',
    '.*',
    "'",
    '"',
    '\'"',
    '\\',
    '\\n',
    '\n',
    ']',
    "['x']",
    ' a ',
    'a,b',
    '{',
    '\0',
  ],
  ...['class', 'None', 'True', 'match', '_x', '__class__', 'func_name', 'get', 'items', '1', '1x', 'owning-sig'],
  ...['\ufb01', '\u00aa', 'gr\u00f6\u00dfe', '\u200b', '\ud800', '\u{1f600}', '\u{10ffff}', 'example.com/by'],
];
const texts = fc.oneof(fc.constantFrom(...ODD_KEYS), fc.string(), fc.string({ unit: 'binary' }));
const others: fc.Arbitrary<Scalar> = fc.oneof(
  fc.constantFrom<Scalar>(null, true, false, new Float(1), new Float(0), Infinity, -Infinity, 1e21, 1e-7, 1e20),
  fc.integer(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 80n }),
  fc.double({ noNaN: true }).filter((n) => !Number.isSafeInteger(n)),
  fc
    .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([year, month, day]) => new CalendarDate(year, month, day)),
);
const keys = fc.oneof({ weight: 3, arbitrary: texts }, others);
const steps = fc.oneof(
  { weight: 4, arbitrary: keys.map(keyStep) },
  { weight: 1, arbitrary: fc.constantFrom(ITEMS, ANY_KEY) },
);
const paths = fc.array(steps, { maxLength: 6 }).map((below): FieldPath => [keyStep('data'), ...below]);

function nested(path: readonly Scalar[], value: Value): Mapping {
  return new Map(
    [...path]
      .reverse()
      .reduce<readonly (readonly [Scalar, Value])[]>(
        (inner, key) => [[key, inner.length === 0 ? value : new Map(inner)]],
        [],
      ),
  );
}

describe('the laws of field paths', () => {
  it('a path that is printed is read back as it was', () => {
    fc.assert(
      fc.property(paths, (path) => {
        expect(parsePath(pathText(path))?.path).toEqual(path);
      }),
      { numRuns: 3000 },
    );
  });

  it('two paths are never printed alike', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1 }), fc.array(texts, { minLength: 1 }), (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(pathText(pathOfKeys(['data', ...one])) === pathText(pathOfKeys(['data', ...other]))).toBe(same);
      }),
    );
  });

  it('a path of keys is a query, which finds what the path finds', () => {
    fc.assert(
      fc.property(fc.array(keys, { minLength: 1, maxLength: 5 }), (path) => {
        const data = nested(path, 'found');
        const text = pathText(pathOfKeys(['data', ...path]));
        expect(compileQuery(text).evaluate({ data })).toBe('found');
        expect(valuesAt(data, parsePath(text)?.path.slice(1) ?? [])).toEqual(['found']);
      }),
      { numRuns: 3000 },
    );
  });

  it('names with dots between them find keys that hold dots', () => {
    const words = fc.stringMatching(/^[a-z0-9-]{1,4}(?:\.[a-z0-9-]{1,3}){0,2}$/);
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), (path) => {
        const data = nested(path, 'found');
        const written = parsePath(dottedText(pathOfKeys(['data', ...path])));
        expect(written?.isDotted).toBe(true);
        expect(valuesAt(data, dottedReading(data, written?.path.slice(1) ?? []) ?? [])).toEqual(['found']);
      }),
    );
  });
});

describe('how paths are printed', () => {
  it.each<[readonly Scalar[], string]>([
    [['ab_internal', 'ql'], 'data.ab_internal.ql'],
    [['owning-sig'], "data['owning-sig']"],
    [['a.b', 'c'], "data['a.b'].c"],
    [['class'], "data['class']"],
    [['_private'], "data['_private']"],
    [["it's"], 'data["it\'s"]'],
    [['a\tb'], "data['a\\tb']"],
    [['gr\u00f6\u00dfe'], 'data.gr\u00f6\u00dfe'],
    [['\ufb01t'], "data['\ufb01t']"],
    [['1'], "data['1']"],
    [[2, -3, null, true], 'data[2][-3][None][True]'],
    [[new Float(2), 1e20], 'data[2.0][100000000000000000000.0]'],
    [[new CalendarDate(2024, 10, 1)], "data[date('2024-10-01')]"],
  ])('%j as %s', (path, text) => {
    expect(pathText(pathOfKeys(['data', ...path]))).toBe(text);
  });

  it('a key that no query can hold is any key', () => {
    expect(pathText(pathOfKeys(['data', new Timestamp(0n, null), NaN]))).toBe('data.*.*');
  });

  it('patterns keep their signs, and keys that look like them do not', () => {
    expect(pathText([keyStep('data'), keyStep('tags'), ITEMS, ANY_KEY])).toBe('data.tags[].*');
    expect(pathText(pathOfKeys(['data', '[]', '*']))).toBe("data['[]']['*']");
  });
});

describe('how paths are read', () => {
  it.each<[string, readonly Scalar[]]>([
    ['data["a"][\'b\']', ['a', 'b']],
    ["data[ 'a' ].b", ['a', 'b']],
    ["data['\\x41\\u00e9\\U0001f600\\101\\q']", ['A\u00e9\u{1f600}A\\q']],
    ["data['a]b'][0]", ['a]b', 0]],
    ['data.owning-sig', ['owning-sig']],
    ["data['a.b'].c-d", ['a.b', 'c-d']],
    ['data[date("2024-10-01")]', [new CalendarDate(2024, 10, 1)]],
  ])('%s', (text, path) => {
    expect(parsePath(text)?.path).toEqual(pathOfKeys(['data', ...path]));
  });

  it.each([
    "data['a",
    "data['a'",
    "data['a']b",
    'data[a]',
    'data[01]',
    "data['\\x4']",
    "data['\\N{BULLET}']",
    'data]',
    '',
  ])('not %s', (text) => {
    expect(parsePath(text)).toBeUndefined();
  });

  it('the exact path comes before keys that hold dots, and of these the longest', () => {
    const both = { 'a.b': 'joined', a: { b: 'nested' } };
    expect(dottedReading(both, pathOfKeys(['a', 'b']))).toEqual(pathOfKeys(['a', 'b']));
    const joined = { 'a.b': { c: 1 }, 'a.b.c': 2 };
    expect(dottedReading(joined, pathOfKeys(['a', 'b', 'c']))).toEqual(pathOfKeys(['a.b.c']));
    expect(dottedReading(both, pathOfKeys(['a', 'c']))).toBeUndefined();
  });

  it('numbers and truth values are one key where Python says so, and index lists', () => {
    const data = new Map<Scalar, Value>([[1, 'one']]);
    for (const key of [1, 1n, true, new Float(1)]) expect(valuesAt(data, pathOfKeys([key]))).toEqual(['one']);
    expect(valuesAt(['a', 'b'], pathOfKeys([-1]))).toEqual(['b']);
    expect(valuesAt(['a', 'b'], pathOfKeys([2]))).toEqual([]);
  });
});
