import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth, wrapped } from '../../src/text/width.js';

describe('a text in lines', () => {
  it.each<[string, number, readonly string[]]>([
    ['some words in a row', 10, ['some words', 'in a row']],
    ['two  spaces stay', 12, ['two  spaces', 'stay']],
    [
      'there is no page docs/integrations/sources/amazon-sqs.md',
      30,
      ['there is no page docs/', 'integrations/sources/', 'amazon-sqs.md'],
    ],
    ['see docs/integrations/astra.md', 27, ['see', 'docs/integrations/astra.md']],
    ['docker.io/airbyte/python-connector-base:1.1.0', 24, ['docker.io/airbyte/', 'python-connector-base:', '1.1.0']],
    ['x'.repeat(12), 5, ['xxxxx', 'xxxxx', 'xx']],
    ['漢字漢字', 5, ['漢字', '漢字']],
    ['', 5, ['']],
  ])('%j in %d columns', (text, width, lines) => {
    expect(wrapped(text, width)).toEqual(lines);
  });

  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  const path = fc.array(word, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('/'));

  it('splits no word and no part of a path, and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, path), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 14, max: 80 }),
        (words, width) => {
          const lines = wrapped(words.join(' '), width);
          const parts = new Set(words.flatMap((one) => one.split('/')));
          expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
          for (const line of lines) {
            expect(textWidth(line)).toBeLessThanOrEqual(width);
            for (const part of line.split(/[ /]/)) if (part !== '') expect(parts).toContain(part);
          }
        },
      ),
    );
  });

  it('no line is longer than it may be, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 80 }), (text, width) => {
        for (const line of wrapped(text, width)) expect(textWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
