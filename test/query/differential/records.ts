import fc from 'fast-check';

/** Texts with something in them that is easily got wrong. */
export const TEXTS = [
  '',
  'a',
  'abc',
  'Source Postgres',
  'source-postgres',
  'language:python',
  'docker.io/airbyte/x:1.2.0@sha256:ab',
  ' padded ',
  'Straße',
  'ÉCOLE',
  'é',
  'ﬁne',
  'naïve café',
  'ΑΣ',
  '日本語',
  '😀x',
  'a\tb',
  'line\nnext\r\nlast',
  '12',
  '-7',
  '٣',
  '1_000',
  ' 3.5 ',
  '1e3',
  'inf',
  '0x1f',
  'MiXeD cAsE',
  "it's",
  '"q"',
  'a-b_c.d',
  '½',
  '²',
  'ǆ',
  'İ',
  'ı',
  'tEST 1st',
] as const;

const scalar = fc.oneof(
  fc.constantFrom(...TEXTS).map((text) => JSON.stringify(text)),
  fc.integer({ min: -1000, max: 1000 }).map(String),
  fc.constantFrom(
    '0',
    '1',
    '255',
    '-3',
    '9007199254740993',
    '123456789012345678901234567890',
    '1.0',
    '0.5',
    '-2.25',
    '1e+16',
    '.inf',
    '.nan',
    '2.675',
    '1.0e-7',
    'true',
    'false',
    'null',
  ),
  fc.constantFrom('2024-10-01', '2023-02-28', '2024-10-01T12:30:00Z', '2024-10-01 12:30:00', '1999-12-31'),
);

const list = fc.array(scalar, { maxLength: 5 }).map((items) => `[${items.join(', ')}]`);

/** The YAML of a record: fixed fields of known kinds, and others that may be anything. */
export const records = fc.record({ any: scalar, other: scalar, items: list, text: fc.constantFrom(...TEXTS) }).map(
  ({ any, other, items, text }) => `
name: ${JSON.stringify(text)}
supportLevel: certified
count: 7
ratio: 1.5
whole: 2.0
big: 12345678901234567890
flag: true
nothing: null
when: 2024-03-09
moment: 2024-03-09T01:02:03Z
tags: [language:python, cdk:low-code, x]
numbers: [3, 1, 2.5, -4]
pairs: [[1, a], [2, b]]
mapping: {b: 1, a: two, 3: x}
nested: {inner: {deep: ok, list: [1, 2, 3]}}
any: ${any}
other: ${other}
things: ${items}
`,
);
