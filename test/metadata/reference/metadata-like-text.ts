import * as fc from 'fast-check';
import { indentBy, plainScalar } from './yaml-text.js';

const words = fc
  .array(
    fc.constantFrom(
      'a',
      'word',
      '10',
      '1.0',
      'yes',
      "don't",
      '"q"',
      'a:b',
      'a#b',
      '`code`',
      '*x',
      '[l](m)',
      'é',
      '😀',
      '\u00a0',
      '-',
      '?',
      '&',
      '%',
      '@x',
      '{y}',
      '|',
      '>',
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(' '));
const scalar = fc.oneof(
  words,
  fc.stringMatching(/^[a-z][a-zA-Z0-9._/:@-]{0,12}$/),
  plainScalar.filter((text) => !/[\n'"&*!|>%@`{}[\]]/.test(text)),
  words.map((text) => `"${text.replaceAll('"', '\\"')}"`),
  words.map((text) => `'${text.replaceAll("'", "''")}'`),
  fc.constantFrom(
    '',
    '~',
    '[]',
    '{}',
    '[a, "b"]',
    "['x',1.0]",
    '["a" ,]',
    '[\n    a,\n    b\n  ]',
    '"two\n    lines"',
    "'two\n\n    lines'",
    'two\n    lines',
    'three\n\n    - more\n    lines',
    '>\n    folded\n    text\n\n    more',
    '|-\n    kept\n      text',
    '>-\n    a\n\n\n    b',
    '|\n    x',
  ),
);
const key = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_.-]{0,6}$/) },
  fc.constantFrom(
    '2.0.0',
    '"1.0.0"',
    "'k'",
    '"a b"',
    'on',
    '1.0',
    '7',
    '__proto__',
    'toString',
    'a b',
    '$ref',
    '/path',
  ),
);
const comment = fc.constantFrom('', '', '', '', '', '', ' # note', '  ', '\n# own line', '\n', '\n      # deep');

const block: fc.Memo<readonly string[]> = fc.memo((depth) => {
  const leaf = fc.tuple(scalar, comment).map(([text, after]) => (text + after).split('\n'));
  if (depth <= 1) return leaf;
  const child = fc.oneof(block(), leaf);
  const by = fc.constantFrom(2, 2, 2, 2, 2, 2, 0, 1, 4);
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .array(fc.tuple(key, child, by, comment), { minLength: 1, maxLength: 5 })
        .map((entries) =>
          entries.flatMap(([name, lines, indent, after]) =>
            lines.length === 1 && !/^[^\s"'[]+:( |$)|^- /.test(lines[0] ?? '')
              ? [`${name}: ${lines[0] ?? ''}`]
              : [...`${name}:${after}`.split('\n'), ...indentBy(lines, indent)],
          ),
        ),
    },
    fc
      .array(child, { minLength: 1, maxLength: 4 })
      .map((items) => items.flatMap((lines) => [`- ${lines[0] ?? ''}`, ...indentBy(lines.slice(1), 2)])),
    fc.tuple(key, leaf).map(([name, lines]) => [`${name}: ${lines[0] ?? ''}`, ...lines.slice(1)]),
  );
});

/** The kind of YAML that people write metadata in; most of it is valid. */
export const metadataLikeText: fc.Arbitrary<string> = fc
  .tuple(block(5), fc.constantFrom('\n', '\n', '\n', '', '\n\n  \n# end'))
  .map(([lines, end]) => lines.join('\n') + end);
