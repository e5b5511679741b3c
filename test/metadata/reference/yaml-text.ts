import * as fc from 'fast-check';

const characters = (text: string): readonly string[] => Array.from(text);

/** Texts close to the edges of YAML 1.1's implicit types. */
export const plainScalar: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'yes',
    'No',
    'oFF',
    'ON',
    'y',
    'n',
    'True',
    'tRUE',
    '~',
    'null',
    'NULL',
    'nUll',
    '<<',
    '=',
    'None',
    '.inf',
    '-.INF',
    '+.inf',
    '.NaN',
    '-.nan',
  ),
  fc.constantFrom(
    '2024-10-01',
    '2023-02-30',
    '2024-1-1',
    '2024-10-01T12:30:00Z',
    '2024-10-01 12:30:00.5 +02:00',
    '2001-1-2t3:04:05-5',
    '0001-01-01',
    '0000-01-01',
    '2024-10-01T24:00:00Z',
    '2024-10-01 1:00:00 +24',
  ),
  fc.constantFrom(
    '017',
    '08',
    '0o17',
    '0x1F',
    '0x',
    '-0xff',
    '0b101',
    '0b_',
    '1_000',
    '_1',
    '1__0',
    '+12',
    '-0',
    '0',
    '00',
    '190:20:30',
    '1:60',
    '-1:30',
    '9007199254740993',
    '0_',
    '+0b11',
  ),
  fc.constantFrom(
    '1.',
    '.5',
    '-.5',
    '1e3',
    '1.0e3',
    '1.0e+3',
    '1.5E-2',
    '1_0.5_0',
    '190:20:30.15',
    '1.0',
    '-0.0',
    '1e400',
    '9.9e+400',
    '1.2.3',
    '+1.5',
    '.',
    '..',
    '-',
    '--',
    '---x',
  ),
  fc.string({ unit: fc.constantFrom(...characters('0123456789+-._:eExXbTtZ nN~')), minLength: 1, maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(...characters('ab c:-#,[]{}&*!|>\'"%@`?\\/=<~.é€😀')),
    minLength: 1,
    maxLength: 10,
  }),
  fc.stringMatching(/^[a-z][a-zA-Z0-9._/:@-]{0,20}$/),
);

const doubleQuoted = fc
  .array(
    fc.constantFrom(
      'a',
      ' ',
      '  ',
      '\\n',
      '\\"',
      '\\\\',
      '\\x41',
      '\\u00e9',
      '\\U0001F600',
      '\\t',
      '\\0',
      '\\e',
      '\\_',
      '\\N',
      '\\L',
      '\\/',
      '\\ ',
      '\\q',
      '\n',
      '\n  ',
      '\n\n  ',
      '\\\n  ',
      ' \n ',
      '#',
      ': ',
      "'",
      'é',
      '\\ud83d',
      '\\x4',
    ),
    { maxLength: 8 },
  )
  .map((parts) => `"${parts.join('')}"`);
const singleQuoted = fc
  .array(fc.constantFrom('a', ' ', "''", '"', '\\', '\n  ', '\n\n   ', ' \n  ', '#', ': ', '🐙'), { maxLength: 8 })
  .map((parts) => `'${parts.join('')}'`);

const scalar = fc.oneof({ weight: 3, arbitrary: plainScalar }, doubleQuoted, singleQuoted);

const indicator = fc.constantFrom(
  ' ',
  '  ',
  '    ',
  '\n',
  '\n  ',
  '\n    ',
  '\n\n',
  '\t',
  '- ',
  '-',
  '? ',
  ': ',
  ':',
  ',',
  ', ',
  '[',
  ']',
  '{',
  '}',
  '#',
  ' # c',
  '&a ',
  '*a',
  '*a ',
  '!',
  '! ',
  '!!str ',
  '!!int ',
  '!!float ',
  '!!set ',
  '!!omap ',
  '!x ',
  '!<tag:yaml.org,2002:str> ',
  '|',
  '>',
  '|-',
  '>+',
  '|2',
  '|\n',
  '>\n',
  '|-\n',
  '<<: ',
  '<<: *a\n',
  '---\n',
  '--- ',
  '...\n',
  '%YAML 1.1\n---\n',
  '%TAG ! x\n',
  '"',
  "'",
  '\r',
  '\r\n',
  '\u0085',
  '\ufeff',
  'key: ',
  'a: ',
  'b:\n',
  '\\',
);

/** Pieces of YAML in any order: mostly broken, sometimes in surprising ways not. */
const soup: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 3, arbitrary: indicator }, scalar), { maxLength: 14 })
  .map((parts) => parts.join(''));

interface Layout {
  readonly indent: number;
  readonly lines: readonly string[];
}

export const indentBy = (lines: readonly string[], by: number): readonly string[] =>
  lines.map((line) => (line === '' ? line : ' '.repeat(by) + line));

const comment = fc.constantFrom('', '', '', '', ' # note', '  ', ' #', '#x');
const key = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_.-]{0,8}$/) },
  scalar.filter((text) => !text.includes('\n')),
  fc.constantFrom('a', 'b', '<<', '1', '1.0', '2.0.0', '"q"', '__proto__', 'constructor', '0'),
);

const flow: fc.Memo<string> = fc.memo((depth) => {
  if (depth <= 1) return fc.oneof(scalar, fc.constantFrom('', '*a', '&a x', 'a: b', '? x'));
  const item = fc.oneof(flow(), scalar);
  const space = fc.constantFrom('', ' ', ' ', '\n  ');
  return fc.oneof(
    fc
      .tuple(fc.array(item, { maxLength: 4 }), space, fc.boolean())
      .map(([items, gap, tail]) => `[${gap}${items.join(`,${gap}`)}${tail ? ',' : ''}]`),
    fc
      .tuple(fc.array(fc.tuple(key, fc.constantFrom(': ', ': ', ':', ' : '), item), { maxLength: 4 }), space)
      .map(([pairs, gap]) => `{${gap}${pairs.map((pair) => pair.join('')).join(`,${gap}`)}}`),
  );
});

const blockScalar = fc
  .tuple(
    fc.constantFrom('|', '>', '|-', '>-', '|+', '>+', '|2', '>1-'),
    fc.array(
      fc.constantFrom(
        'text',
        'more text',
        '',
        ' indented',
        '  deeper',
        '# no comment',
        '- item',
        'a: b',
        'tail  ',
        '\ttab',
      ),
      { maxLength: 5 },
    ),
  )
  .map(([header, lines]): readonly string[] => [header, ...indentBy(lines, 2)]);

const multiLine = fc
  .tuple(
    fc.constantFrom('"', "'", ''),
    fc.array(fc.constantFrom('some', 'words here', '', '1', 'x y', 'end.'), { minLength: 1, maxLength: 4 }),
  )
  .map(([quote, lines]): readonly string[] => {
    const text: string[] = [...lines];
    text[0] = quote + (text[0] ?? '');
    text[text.length - 1] = (text.at(-1) ?? '') + quote;
    return text.map((line, index) => (index === 0 || line === '' ? line : `  ${line}`));
  });

const properties = fc.constantFrom('', '', '', '', '', '', '', '&a ', '&b ', '!!str ', '! ');

const value: fc.Memo<Layout> = fc.memo((depth) => {
  const inline = fc.oneof({ weight: 4, arbitrary: scalar }, flow(2), fc.constantFrom('', '*a', '*b'));
  const leaf = fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(properties, inline, comment)
        .map(([before, text, after]): Layout => ({ indent: 0, lines: [before + text + after] })),
    },
    blockScalar.map((lines): Layout => ({ indent: 0, lines })),
    multiLine.map((lines): Layout => ({ indent: 0, lines })),
  );
  if (depth <= 1) return leaf;
  const child = fc.oneof(value(), leaf);
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .array(fc.tuple(key, child, fc.constantFrom(1, 2, 2, 2, 4), comment), { minLength: 1, maxLength: 4 })
        .map(mapping),
    },
    fc.array(fc.tuple(child, comment), { minLength: 1, maxLength: 4 }).map(sequence),
  );
});

function mapping(entries: readonly (readonly [string, Layout, number, string])[]): Layout {
  const lines = entries.flatMap(([name, { indent, lines: inner }, by, after]) => {
    if (indent === 0) return [`${name}: ${inner[0] ?? ''}`, ...indentBy(inner.slice(1), 2)];
    return [`${name}:${after}`, ...indentBy(inner, indent === 2 && by === 4 ? 0 : by)];
  });
  return { indent: 1, lines };
}

function sequence(items: readonly (readonly [Layout, string])[]): Layout {
  return { indent: 2, lines: items.flatMap(([{ lines }]) => [`- ${lines[0] ?? ''}`, ...indentBy(lines.slice(1), 2)]) };
}

/** Documents that mostly hold together: block collections of everything above. */
const document: fc.Arbitrary<string> = fc
  .tuple(
    value(4),
    fc.constantFrom('', '---\n', '# top\n', '\n', '\ufeff'),
    fc.constantFrom('\n', '', '\n\n', '\n# end\n', '\n...\n'),
  )
  .map(([{ lines }, before, after]) => before + lines.join('\n') + after);

/** Any of these, sometimes with a piece replaced. */
export const yamlText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: document },
  soup,
  fc
    .tuple(document, fc.nat(), fc.nat(12), fc.oneof(indicator, scalar, fc.constant('')))
    .map(([text, at, length, piece]) => {
      const start = text.length === 0 ? 0 : at % text.length;
      return text.slice(0, start) + piece + text.slice(start + length);
    }),
);
