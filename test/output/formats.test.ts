import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { FormatOptions } from '../../src/output/format.js';
import { csv, tsv } from '../../src/output/formats/delimited.js';
import { markdown } from '../../src/output/formats/markdown.js';
import { openmetrics } from '../../src/output/formats/openmetrics.js';
import { yamlText } from '../../src/output/formats/yaml.js';
import type { Metric } from '../../src/output/view.js';
import { escapeControl, escapeControlLines } from '../../src/text/escape-control.js';
import { PIPE } from '../support/format-options.js';
import { promtoolRemarks } from '../support/readers/promtool.js';
import { countOpenMetricsSamples, readWithPyYaml } from '../support/readers/python.js';
import { readCsv, readMarkdown, readTsv } from '../support/readers/tables.js';
import { viewOf } from '../support/view-of.js';

const OPTIONS: FormatOptions = { ...PIPE, header: 'none' };
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[-=+@|`*_~<>&;,"'\\\s\da-z\r\n\t]{0,12}$/),
);
const rows = fc
  .integer({ min: 2, max: 4 })
  .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));

const tableOf = (cells: readonly (readonly string[])[]) =>
  viewOf({
    columns: (cells[0] ?? []).map((_, index) => ({ title: `C${index}` })),
    rows: cells.map((row) => row.map((text) => ({ text }))),
  });

describe('what is written is what a reader reads', () => {
  it('CSV: every text, with an apostrophe before what would be a formula', () => {
    fc.assert(
      fc.property(rows, (cells) => {
        const read = readCsv(csv(tableOf(cells), OPTIONS));
        const expected = cells.map((row) => row.map(escapeControlLines));
        expect(
          read.map((row) =>
            row.map((cell, column) =>
              cell === `'${expected[read.indexOf(row)]?.[column] ?? ''}` ? cell.slice(1) : cell,
            ),
          ),
        ).toEqual(expected);
        expect(read.flat().filter((cell) => /^[=@]/.test(cell))).toEqual([]);
      }),
    );
  });

  it('CSV: numbers stay numbers', () => {
    expect(csv(tableOf([['-5', '+7', '-1.5e+3', '-5-1', '+a']]), OPTIONS)).toBe("-5,+7,-1.5e+3,'-5-1,'+a\r\n");
  });

  it('TSV: every text, exactly', () => {
    fc.assert(
      fc.property(rows, (cells) => {
        expect(readTsv(tsv(tableOf(cells), OPTIONS))).toEqual(cells);
      }),
    );
  });

  it('Markdown: every text as a terminal shows it, blanks around it aside', () => {
    const shown = (cell: string): string => escapeControl(cell).trim();
    fc.assert(
      fc.property(rows, (cells) => {
        const [, ...read] = readMarkdown(markdown(tableOf(cells), OPTIONS));
        expect(read.map((row) => row.map((cell) => cell.trim()))).toEqual(cells.map((row) => row.map(shown)));
      }),
    );
  });

  it('YAML: any JSON, to PyYAML and to readers of YAML 1.2', (context) => {
    const values = fc.sample(fc.jsonValue({ maxDepth: 4, noUnicodeString: false, stringUnit: 'binary' }), {
      numRuns: 300,
      seed: 4,
    });
    const words = fc.sample(fc.stringMatching(/^[-+.:_~!?&*%@`|>#{}[\]=<'"0-9xobeEyYnNtruefalsonff\s]{0,8}$/), {
      numRuns: 1500,
      seed: 4,
    });
    const document = JSON.parse(
      JSON.stringify({ values, words, keys: Object.fromEntries(words.map((word) => [word, 1])) }),
    ) as { words: string[] };
    expect(parseYaml(yamlText(document), { version: '1.2' })).toEqual(document);
    expect(readWithPyYaml(context, yamlText(document))).toEqual(document);
  });

  it('OpenMetrics: any label, to promtool and to the reference parser', (context) => {
    const labels = [...new Set(fc.sample(text, { numRuns: 300, seed: 4 }).map(escapeControl))];
    const metric: Metric = {
      name: 'fleetq_test',
      help: 'A "test" with a \\ and a\nline end.',
      samples: labels.map((label) => ({ labels: { label }, value: 1 })),
    };
    const written = openmetrics(viewOf({ metrics: [metric] }), OPTIONS);
    expect(promtoolRemarks(context, written)).toBe('');
    expect(countOpenMetricsSamples(context, written)).toBe(labels.length);
  });
});
