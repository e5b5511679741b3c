import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../src/metadata/read.js';
import { METADATA_LIMITS } from '../../src/metadata/result.js';
import { excerpt } from '../../src/metadata/source-text.js';
import { looseText } from './reference/loose-text.js';
import { yamlText } from './reference/yaml-text.js';

const RUNS = Number(process.env.FLEETQ_FUZZ_RUNS ?? 3000);
const SECONDS = 1000;

async function expectResult(bytes: Uint8Array): Promise<void> {
  const result = await readMetadata(bytes);
  if (result.ok) return;
  const { message, line, column } = result.error;
  expect(message).not.toMatch(/[\n\x1b]/);
  expect(line ?? 1).toBeGreaterThan(0);
  expect(column ?? 1).toBeGreaterThan(0);
}

const fill = (piece: string, before = '', after = ''): string =>
  before +
  piece.repeat(Math.floor((METADATA_LIMITS.bytes - before.length - after.length) / Buffer.byteLength(piece))) +
  after;

describe('hostile input', () => {
  it(
    'gives a result, whatever the text',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.oneof({ weight: 2, arbitrary: yamlText }, looseText), (text) =>
          expectResult(Buffer.from(text)),
        ),
        { numRuns: RUNS },
      );
    },
    900 * SECONDS,
  );

  it(
    'gives a result, whatever the bytes',
    async () => {
      await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), expectResult), { numRuns: RUNS });
    },
    900 * SECONDS,
  );

  it('is refused at any depth, even the second time', async () => {
    for (const text of [
      '['.repeat(4096),
      '['.repeat(4096),
      fill('['),
      fill('{a: '),
      fill('- '),
      fill('? '),
      fill('[{'),
    ]) {
      expect(await readMetadata(Buffer.from(text))).toMatchObject({ ok: false, error: { code: 'too-deep' } });
    }
  });

  it('is refused when aliases multiply', async () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}, *a${level}]`,
    );
    const bomb = ['a0: &a0 [x, x, x]', ...levels].join('\n');
    expect(await readMetadata(Buffer.from(bomb))).toMatchObject({ ok: false, error: { code: 'too-many-aliases' } });
    const merges = bomb.replaceAll('[', '{<<: [').replaceAll(']', ']}').replace('{<<: [x, x, x]}', '{x: 1}');
    expect(await readMetadata(Buffer.from(merges))).toMatchObject({ ok: false, error: { code: 'too-many-aliases' } });
  });

  it.each([
    ['flow items', fill('a,', '[', ']')],
    ['unclosed flow items', fill('a, ', '[')],
    ['quotes', fill('"')],
    ['backslashes', fill('\\', '"')],
    ['blank lines in a quote', fill(' \n', 'a: "', '"')],
    ['spaces', fill(' ', 'a: "x', 'y"')],
    ['tags', fill('!!str ')],
    ['duplicate keys', fill('a:\n')],
    ['merge keys', fill('<<: {a: b}\n')],
    ['digits', fill('1', 'a: ')],
    ['sixties', fill(':1', 'a: 1')],
    ['one long word', fill('a')],
    ['words in a line', fill('a ', 'a: ')],
    ['lines of a plain scalar', fill('a\n ', 'a: ')],
    ['documents', fill('---\n')],
    ['brackets over lines', fill('- [\na]\n')],
    ['quotes over lines', fill('- "\na"\n')],
    ['comments between brackets', fill(',#\na', '[a', ']')],
    ['keys between brackets', fill('a: b,', '{', '}')],
    ['words between brackets', fill('a ', '[', ']')],
    ['lines between brackets', fill('\n', '[', 'a]')],
    ['question marks', fill('?,', '[', ']')],
    ['one tag', fill('!', '[', ' a]')],
    ['unindented comments', fill('#"\n', '- a\n')],
    ['heads of blocks', fill('-\n|\n')],
    ['base64', fill('AA=', '!!binary ')],
    ['conflicts', fill('=======\n', 'a: [\n')],
    ['sides of conflicts', fill('<<<<<<<', '', '\n')],
    ['byte order marks', fill('\ufeff')],
  ])('gives a result for a megabyte of %s', async (_, text) => {
    await expectResult(Buffer.from(text));
  });

  it('cannot set a prototype', async () => {
    for (const text of ['__proto__: {a: 1}\nb: 2', '__proto__:\n  a: 1\nb: 2\n', '<<: {__proto__: {a: 1}}\nb: 2']) {
      const result = await readMetadata(Buffer.from(text));
      if (!result.ok) throw new Error(result.error.message);
      expect(Object.getPrototypeOf(result.document)).toBe(Object.prototype);
      expect(Object.keys(result.document ?? {})).toEqual(['__proto__', 'b']);
    }
  });

  it('reaches no terminal unescaped', () => {
    expect(excerpt('a\x1b[31m\u202e\x85\u2028b\n')).toBe('a\\u{1b}[31m\\u{202e}\\u{85}\\u{2028}b\\u{a}');
    expect(excerpt('x'.repeat(500)).length).toBeLessThan(200);
  });
});
