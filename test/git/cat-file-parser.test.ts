import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CatFileParser } from '../../src/git/cat-file-parser.js';

const ID = 'a'.repeat(40);

function framed(contents: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    contents.flatMap((bytes) => [Buffer.from(`${ID} blob ${bytes.length}\n`), bytes, Buffer.from('\n')]),
  );
}

/** Cuts a buffer at the given places. */
function cut(output: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.map((place) => place % (output.length + 1)), output.length].sort((a, b) => a - b);
  return ends.map((end, index) => output.subarray(ends[index - 1] ?? 0, end));
}

describe('the output of cat-file --batch', () => {
  test('gives any contents back, wherever the chunks break', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (contents, places) => {
          const output = new CatFileParser();
          const answers = cut(framed(contents), places).flatMap((chunk) => output.push(chunk));
          expect(answers.map((answer) => answer.found && Buffer.from(answer.bytes).toString('hex'))).toEqual(
            contents.map((bytes) => Buffer.from(bytes).toString('hex')),
          );
        },
      ),
    );
  });

  test('gives the size alone of what is too large, and goes on behind it', () => {
    const limit = 20;
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (contents, places) => {
          const output = new CatFileParser(limit);
          const answers = cut(framed(contents), places).flatMap((chunk) => output.push(chunk));
          expect(answers.map((answer) => answer.found && [answer.size, answer.bytes.toString('hex')])).toEqual(
            contents.map((bytes) => [bytes.length, bytes.length > limit ? '' : Buffer.from(bytes).toString('hex')]),
          );
        },
      ),
    );
  });

  test('takes contents that look like a header as contents', () => {
    const contents = Buffer.from(`${ID} blob 3\nabc\n${ID} missing\n`);
    expect(new CatFileParser().push(framed([contents]))).toEqual([
      { found: true, id: ID, type: 'blob', size: contents.length, bytes: contents },
    ]);
  });

  test('tells a missing object from an empty one', () => {
    const output = Buffer.from(`${ID} missing\n${ID} blob 0\n\n`);
    expect(new CatFileParser().push(output).map((answer) => answer.found)).toEqual([false, true]);
  });

  test('refuses what is not the format', () => {
    expect(() => new CatFileParser().push(Buffer.from('warning: something\n'))).toThrow('unexpected header');
    expect(() => new CatFileParser().push(Buffer.from(`${ID} blob 1\nab\n`))).toThrow('no line feed after the 1 bytes');
    expect(() => new CatFileParser().push(Buffer.alloc(5000, 'x'))).toThrow('does not end');
  });
});
