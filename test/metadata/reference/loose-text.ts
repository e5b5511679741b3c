import * as fc from 'fast-check';
import { indentBy } from './yaml-text.js';

const oneOf = fc.constantFrom;
const joined = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(''));

/** A line end inside quotes or brackets: the next line begins in any column. */
const lineEnd = oneOf('\n', '\n', '\n ', '\n  ', '\n    ', '\n\n', ' \n', '\n  \n ');
const gap = fc.oneof(
  { weight: 3, arbitrary: oneOf('', ' ', ' ') },
  lineEnd,
  oneOf('#c\n', ' #c\n', '#\n', ' # "c" ]\n  ', '#[\n'),
);

const word = oneOf(
  ...['a', 'b', 'key', '1', 'yes', 'a b', 'a-b', "it's", 'x:y', 'a#b', 'é😀'],
  ...['=======', '>>>', '---', '...', '--- a', '%x'],
);

const quoted = (quote: string, pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        oneOf(...pieces),
        word.filter((text) => !text.includes(quote)),
        lineEnd,
      ),
      { maxLength: 5 },
    )
    .map((parts) => quote + parts.join('') + quote);
const doubleQuoted = quoted('"', [' ', '\\"', '\\\n', '\\n', '\n\t', '# c', '\n#c', ': ', ', ', '[', '}', '- ', "'"]);
const singleQuoted = quoted("'", [' ', "''", '\n\t', '# c', "\n#''", ': ', ', ', ']', '{', '? ', '"', '\\']);

/** What is an indicator in one place between brackets, and text in another. */
const indicatorLike = oneOf(
  ...['-', '--', '-a', '- a', 'a -', 'a - b', '-?', '-:', '-"a"', '-#c', '- '],
  ...['?', '?a', '? a', '??', '?-', 'a?', 'a ?b', '?#c', '? ', '?"a"', '? [a]'],
  ...[':', ':a', 'a:', 'a::b', '*a', '&a', '&a x', '!!str', '!!str -', '! x', '|', '>', '@', '`', '%a'],
);

const base64Group = fc.stringMatching(/^(?:[A-Za-z0-9+/]{4}){1,3}$/);
// Never without a byte: as a key, that would be the empty string here, but not in Python.
const base64 = fc
  .tuple(
    base64Group,
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: base64Group },
        { weight: 2, arbitrary: lineEnd },
        oneOf('=', '==', 'A=', 'AA==', 'AAA=', ' ', '-', '_', 'A', 'AB', 'é'),
      ),
      { maxLength: 6 },
    ),
  )
  .map(([first, rest]) => first + rest.join(''));
const binary = fc.tuple(base64, oneOf('"', "'", '')).map(([text, quote]) => `!!binary ${quote}${text}${quote}`);

const scalar = fc.oneof(
  { weight: 3, arbitrary: word },
  { weight: 2, arbitrary: doubleQuoted },
  singleQuoted,
  indicatorLike,
);

const flow: fc.Memo<string> = fc.memo((depth) => {
  const node = depth <= 1 ? fc.oneof(scalar, binary) : fc.oneof({ weight: 3, arbitrary: scalar }, flow());
  const pair = joined(scalar, oneOf(': ', ': ', ':', ' : ', ':\n', '\n: ', ':#c\n'), node);
  const item = joined(gap, fc.oneof(node, pair), gap);
  const between = (open: string, close: string): fc.Arbitrary<string> =>
    fc
      .tuple(fc.array(item, { maxLength: 4 }), oneOf('', '', ','), gap)
      .map(([items, comma, end]) => open + items.join(',') + comma + end + close);
  return fc.oneof(between('[', ']'), between('{', '}'));
});

const loose = fc.oneof(flow(3), doubleQuoted, singleQuoted, binary);
const blockText = oneOf(
  ...['|\n  text', '|\ntext', '>-\n     a\n     b', '|2\n     x', '|-\n   x\n\n', '>+\n    x\n'],
  ...['!!binary |\n    AAEC\n    /w==', '!!binary >-\n  AA\n  EC'],
);

const property = oneOf('', '', '', '', '&x ', '!!str ');
const after = oneOf('', '', '', ' # c', '#c', ' ', '\n#c', '\n# c');
const leaf = joined(property, fc.oneof({ weight: 4, arbitrary: loose }, word, blockText), after);
const key = fc.oneof(
  { weight: 6, arbitrary: oneOf('a', 'b', 'c', '"d"', "'e'") },
  oneOf('? f\n', '? [g]\n', '*x '),
  loose,
);

/** The lines of a block; a line may hold more line ends, inside quotes and brackets, that are not indented with it. */
const block: fc.Memo<readonly string[]> = fc.memo((depth) => {
  const lines = leaf.map((text): readonly string[] => [text]);
  const child = depth <= 1 ? lines : fc.oneof(lines, block());
  const entry = fc.tuple(key, child, oneOf(0, 1, 2, 2), oneOf('', '', '#c', ' #c', ' &y'), fc.boolean());
  const item = fc.tuple(child, fc.boolean());
  return fc.oneof(
    fc.array(entry, { minLength: 1, maxLength: 3 }).map((entries) =>
      entries.flatMap(([name, inner, by, note, isOwnLine]) => {
        if (inner.length === 1 && !isOwnLine) return [`${name}: ${inner[0] ?? ''}`];
        return [`${name}:${note}`, ...indentBy(inner, by)];
      }),
    ),
    fc.array(item, { minLength: 1, maxLength: 3 }).map((items) =>
      items.flatMap(([inner, isOwnLine]) => {
        if (isOwnLine) return ['-', ...indentBy(inner, 2)];
        return [`- ${inner[0] ?? ''}`, ...indentBy(inner.slice(1), 2)];
      }),
    ),
  );
});

/** Quotes and brackets laid out as PyYAML allows and YAML does not, with comments and indicators squeezed between. */
export const looseText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: block(3).map((lines) => `${lines.join('\n')}\n`) },
  loose,
);
