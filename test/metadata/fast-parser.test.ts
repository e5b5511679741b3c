import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFull } from '../../src/metadata/yaml-parser/parser.js';
import { parseFast } from '../../src/metadata/fast-parser/parser.js';
import { type ReadMetadata, UnreadableError } from '../../src/metadata/result.js';
import { decodeText, rejectControlCharacters } from '../../src/metadata/source-text.js';
import { looseText } from './reference/loose-text.js';
import { typedJson } from './reference/typed-json.js';
import { metadataLikeText } from './reference/metadata-like-text.js';
import { yamlText } from './reference/yaml-text.js';

const RUNS = Number(process.env.FLEETQ_FUZZ_RUNS ?? 4000);

const encode = ({ document, warnings }: ReadMetadata): string => JSON.stringify([typedJson(document), warnings]);

function decodeOrNull(raw: string): string | null {
  try {
    const text = decodeText(Buffer.from(raw));
    rejectControlCharacters(text);
    return text;
  } catch (error) {
    if (error instanceof UnreadableError) return null;
    throw error;
  }
}

function parseFullOrError(text: string): string {
  try {
    return encode(parseFull(text));
  } catch (error) {
    if (error instanceof UnreadableError) return `unreadable: ${error.message}`;
    throw error;
  }
}

describe('the fast parser', () => {
  it('gives what the full parser gives, or nothing', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.oneof({ weight: 2, arbitrary: metadataLikeText }, yamlText, looseText), (raw) => {
        const text = decodeOrNull(raw);
        const fast = text === null ? null : parseFast(text);
        if (text === null || fast === null) return;
        read += 1;
        expect(encode(fast)).toBe(parseFullOrError(text));
      }),
      { numRuns: RUNS },
    );
    // A parser that refuses everything would pass too.
    expect(read).toBeGreaterThan(RUNS / 10);
  });

  it.each([
    ['block collections', 'a:\n  b: 1\n  c:\n  - x\n  - k: v\n    l: w\nd:\n'],
    ['quoted and plain scalars over several lines', 'a: "one\n  two"\nb: \'three\n\n  four\'\nc: five\n  *six*\n'],
    ['blocks of text', 'a: |\n  x\n   y\nb: >-\n  folded\n  text\n\n  more\nc:\n  - |-\n    z\n'],
    ['flow sequences', 'a: []\nb: {}\nc: [1, "two", three four]\nd: [\n    x,\n    y,\n  ]\n'],
    ['comments', '# top\na: 1 # one\n\n  # deep\nb: # none\n  - x # first\n# end\n'],
    ['a last line without an end', 'a:\n- b:'],
    [
      'lines that mean different things in different places',
      'a:\n  - b: 1\n    c:\n  - |\n    c:\n  - d\n    e\n  - "f\n    e"\n',
    ],
    ['more lines than it caches', Array.from({ length: 9000 }, (_, index) => `k${index}: ${index}\n`).join('')],
    ['quoted keys', 'a:\n  "2.0.0":\n    x: 1\n  \'3.0.0\': y\n'],
  ])('parses %s itself', (_, text) => {
    const fast = parseFast(text);
    expect(fast && encode(fast)).toBe(parseFullOrError(text));
  });

  it.each([
    ['a duplicate key', 'a: 1\na: 2\n'],
    ['a key that is not a string', '1: a\n'],
    ['a key that looks like an index', '"1": a\n'],
    ['a key that would set a prototype', '__proto__: 1\n'],
    ['an anchor', 'a: &x 1\n'],
    ['an alias', 'a: *x\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a merge key', '<<: {}\n'],
    ['a tab', 'a:\tb\n'],
    ['a document marker', '---\na: 1\n'],
    ['a directive', '%YAML 1.1\n'],
    ['a nested mapping in one line', 'a: b: c\n'],
    ['a line that fits no block', 'a:\n    b: 1\n  c: 2\n'],
    ['a date that is none', 'a: 2023-02-30\n'],
    ['an unfinished quote', 'a: "b\n'],
    ['an empty text', ''],
  ])('leaves %s to the full parser', (_, text) => {
    expect(parseFast(text)).toBeNull();
  });
});
