import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FormatOptions, NO_PAINT } from '../../src/output/format.js';
import { table as formatTable } from '../../src/output/formats/table.js';
import type { Cell, ColumnLayout, DetailView, Table } from '../../src/output/view.js';
import { textWidth } from '../../src/text/width.js';
import { PIPE } from '../support/format-options.js';
import { viewOf } from '../support/view-of.js';

const options = (width?: number): FormatOptions => ({ ...PIPE, width });
const draw = ({ columns, rows, totals }: Table, drawn: FormatOptions): string =>
  formatTable(viewOf({ columns, rows, ...(totals === undefined ? {} : { totals }) }), drawn);
const linesOf = (drawn: Table, width?: number): string[] => draw(drawn, options(width)).split('\n').slice(0, -1);

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '漢字',
    '👨‍👩‍👧',
    '\u001b[31mred',
    'a\nb',
    '\u202e',
    'x'.repeat(200),
    'several words in a row '.repeat(5),
  ),
);
const cell: fc.Arbitrary<Cell> = fc.record({ text }, { requiredKeys: ['text'] });
const column: fc.Arbitrary<ColumnLayout> = fc.record(
  {
    name: fc.stringMatching(/^[A-Z][a-z]{1,5}$/),
    align: fc.constantFrom('left', 'right'),
    shorten: fc.constantFrom('end', 'middle', 'start'),
    expendable: fc.boolean(),
    wrap: fc.boolean(),
  },
  { requiredKeys: ['name'] },
);
const table: fc.Arbitrary<Table> = fc
  .tuple(fc.array(column, { minLength: 1, maxLength: 6 }), fc.nat(5))
  .chain(([columns, rows]) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.array(fc.array(cell, { minLength: columns.length, maxLength: columns.length }), {
        minLength: rows,
        maxLength: rows,
      }),
    }),
  );

describe('the law of tables', () => {
  it('no line is wider than the terminal, however narrow the terminal that still has room for the columns', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 60, max: 200 }), (drawn, width) => {
        expect(Math.max(...linesOf(drawn, width).map((line) => textWidth(line)))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('nothing that a terminal obeys gets through', () => {
    fc.assert(
      fc.property(table, fc.option(fc.integer({ min: 10, max: 200 }), { nil: undefined }), (drawn, width) => {
        expect(draw(drawn, options(width))).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\u2028\u2029]/u);
      }),
    );
  });

  it('in a pipe every row is one line and every text is whole', () => {
    fc.assert(
      fc.property(table, (drawn) => {
        const lines = linesOf(drawn);
        expect(lines.length).toBe(drawn.rows.length + 1);
        for (const [index, row] of drawn.rows.entries()) {
          for (const { text: whole } of row)
            if (/^[\x21-\x7e]+$/.test(whole)) expect(lines[index + 1]).toContain(whole);
        }
      }),
    );
  });
});

describe('what a narrow terminal gives up', () => {
  const COLUMNS: readonly ColumnLayout[] = [{ name: 'Name' }, { name: 'Folder', expendable: true }, { name: 'Image' }];
  const row: readonly Cell[] = [
    { text: 'source-harbor' },
    { text: 'connectors/source-harbor' },
    { text: 'docker.io/base:1.2.0@sha256:0123456789', shorter: ['base:1.2.0', '1.2.0'] },
  ];

  it.each([
    [undefined, 'source-harbor  connectors/source-harbor  docker.io/base:1.2.0@sha256:0123456789'],
    [79, 'source-harbor  connectors/source-harbor  docker.io/base:1.2.0@sha256:0123456789'],
    [60, 'source-harbor  connectors/source-harbor  base:1.2.0'],
    [46, 'source-harbor  connectors/source-harbor  1.2.0'],
    [30, 'source-harbor  base:1.2.0'],
    [20, 'source-harbor  1.2.0'],
    [16, 'source-h…  1.2.0'],
  ])('%s columns', (width, expected) => {
    expect(linesOf({ columns: COLUMNS, rows: [row] }, width)[1]).toBe(expected);
  });

  it('wraps a column that asks for it, and leaves the others beside the first line', () => {
    const wrapping: Table = {
      columns: [{ name: 'Query' }, { name: 'Answers', wrap: true }],
      rows: [[{ text: 'partial' }, { text: 'Which connectors are half way?' }]],
    };
    expect(linesOf(wrapping, 28)).toEqual(['Query    Answers', 'partial  Which connectors', '         are half way?']);
  });

  it('keeps columns straight beside wide characters and under colours', () => {
    const wide: Table = {
      columns: [{ name: 'A' }, { name: 'B' }],
      rows: [
        [{ text: '漢字', tone: 'good' }, { text: 'x' }],
        [{ text: '🫠' }, { text: 'x' }],
        [{ text: 'ab' }, { text: 'x' }],
      ],
    };
    const green = (shown: string): string => `\u001b[32m${shown}\u001b[39m`;
    const painted = draw(wide, { ...options(80), paint: { ...NO_PAINT, good: green } });
    expect(painted).toBe(`A     B\n${green('漢字')}  x\n🫠    x\nab    x\n`);
  });

  it('keeps a long table straight, where rows of several lines come anywhere', () => {
    const long: Table = {
      columns: [{ name: 'Name' }, { name: 'Why', wrap: true }, { name: 'No', align: 'right' }],
      rows: Array.from({ length: 40 }, (_, row) => [
        { text: 'x'.repeat(1 + (row % 11)) },
        { text: row % 3 === 0 ? 'word '.repeat(1 + (row % 5)).trim() : '漢字' },
        { text: String(row) },
      ]),
    };
    const lines = linesOf(long, 28);
    const widths = new Set(lines.filter((line) => /\d$/.test(line)).map((line) => textWidth(line)));
    expect(lines.flatMap((line) => /\d+$/.exec(line)?.[0] ?? [])).toEqual(long.rows.map((_, row) => String(row)));
    expect(lines.length).toBeGreaterThan(50);
    expect([...widths]).toEqual([28]);
  });

  it('puts totals last, and shows what people see rather than what programs read', () => {
    const totals: Table = {
      columns: [{ name: 'A' }, { name: 'Share', align: 'right' }],
      rows: [[{ text: 'x' }, { text: '0.5', shown: '50%' }]],
      totals: [{ text: 'total' }, { text: '1', shown: '100%' }],
    };
    expect(linesOf(totals)).toEqual(['A      Share', 'x        50%', 'total   100%']);
  });
});

describe('details', () => {
  const detail: DetailView = {
    title: 'source-\u001b[31mx',
    sections: [
      {
        kind: 'facts',
        facts: [
          { label: 'Folder', cell: { text: 'a/b' } },
          { label: 'Digest', cell: { text: `sha256:${'0'.repeat(64)}`, shorter: ['sha256:0000…'] } },
        ],
      },
      { kind: 'text', title: 'Metadata (a\nb)', lines: ['a:', '  b: some words that go on and on'] },
    ],
  };

  it('fits a terminal, each line below where it began', () => {
    expect(formatTable(viewOf({ details: [detail] }), options(30)).split('\n')).toEqual([
      'source-\\u001b[31mx',
      '  Folder  a/b',
      '  Digest  sha256:0000…',
      '',
      'Metadata (a\\nb)',
      '  a:',
      '    b: some words that go on',
      '      and on',
      '',
    ]);
  });

  it('is whole in a pipe', () => {
    expect(formatTable(viewOf({ details: [detail] }), options())).toContain(`  Digest  sha256:${'0'.repeat(64)}\n`);
  });
});
