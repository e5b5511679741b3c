import { describe, expect, it } from 'vitest';
import { type MetadataResult, readMetadata } from '../../src/metadata/read.js';
import { caseTable } from './reference/case-table.js';
import { typedJson } from './reference/typed-json.js';

const read = (text: string): Promise<MetadataResult> => readMetadata(Buffer.from(text));

/** Typed JSON of what is read, or `error`. */
async function answer(text: string): Promise<unknown> {
  const result = await read(text);
  return result.ok ? typedJson(result.document) : 'error';
}

describe('scalars', () => {
  it.each(caseTable('scalars'))('$text', async ({ text, value, error }) => {
    const expected = error === true ? 'error' : ['mapping', [[['string', 'k'], value]]];
    expect(await answer(`k: ${String(text)}\n`)).toEqual(expected);
    // The empty comment after the brackets keeps the fast parser away.
    expect(await answer(`{k: ${String(text)} } #\n`)).toEqual(expected);
  });
});

describe('layouts', () => {
  it.each(caseTable('layout'))('$text', async ({ text, value, error }) => {
    expect(await answer(String(text))).toEqual(error === true ? 'error' : value);
  });
});

describe('unreadable files', () => {
  it.each(caseTable('errors'))(
    '$code: $text$hex',
    async ({ text, hex, code, message = '', line, column, document }) => {
      const bytes = typeof hex === 'string' ? Buffer.from(hex, 'hex') : Buffer.from(String(text));
      const result = await readMetadata(bytes);
      if (document !== undefined) {
        expect(result.ok && typedJson(result.document)).toEqual(document);
        return;
      }
      if (result.ok) throw new Error('it reads');
      expect(result.error.code).toBe(code);
      expect(result.error.message).toContain(message);
      if (line !== undefined) expect(result.error.line).toBe(line);
      if (column !== undefined) expect(result.error.column).toBe(column);
    },
  );
});

describe('mappings', () => {
  it('keeps the position of the first and the value of the last duplicate key, and warns', async () => {
    const result = await read('data:\n  a: 1\n  b: 2\n  a: 3\n');
    expect(result).toEqual({
      ok: true,
      document: { data: { a: 3, b: 2 } },
      warnings: [
        {
          code: 'duplicate-key',
          message: 'the key `a` was already set in line 2; the value here counts',
          line: 4,
          column: 3,
        },
      ],
    });
    expect(result.ok && JSON.stringify(result.document)).toBe('{"data":{"a":3,"b":2}}');
  });

  it('joins keys that are equal in Python', async () => {
    expect(await answer('1: a\ntrue: b\n1.0: c\n"1": d')).toEqual([
      'mapping',
      [
        [
          ['integer', '0x1'],
          ['string', 'c'],
        ],
        [
          ['string', '1'],
          ['string', 'd'],
        ],
      ],
    ]);
  });

  it('gives a plain object only if that keeps the order of the keys', async () => {
    const [plain, index, typed] = await Promise.all([
      read('b: 1\na: 2'),
      read('b: 1\n"0": 2'),
      read('b: 1\n2024-10-01: 2'),
    ]);
    expect(plain.ok && Object.keys(plain.document ?? {})).toEqual(['b', 'a']);
    expect(index.ok && index.document).toEqual(
      new Map<unknown, unknown>([
        ['b', 1],
        ['0', 2],
      ]),
    );
    expect(typed.ok && typed.document instanceof Map && [...typed.document.keys()].map(String)).toEqual([
      'b',
      '2024-10-01',
    ]);
  });

  it('puts merged keys first, overridden by own ones', async () => {
    const text = 'x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\nz: {d: 5, <<: [*x, *y], a: 6}';
    const result = await read(text);
    expect(result.ok && JSON.stringify(result.document)).toBe(
      '{"x":{"a":1,"b":2},"y":{"b":3,"c":4},"z":{"b":2,"c":4,"a":6,"d":5}}',
    );
    expect(result.ok && result.warnings).toEqual([]);
  });

  it('keeps `__proto__` as an ordinary key', async () => {
    const result = await read('__proto__: {a: 1}');
    expect(result.ok && Object.getOwnPropertyNames(result.document)).toEqual(['__proto__']);
    expect(result.ok && Object.getPrototypeOf(result.document)).toBe(Object.prototype);
  });
});
