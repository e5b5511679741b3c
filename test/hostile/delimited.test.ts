import { describe, expect, it } from 'vitest';
import type { FormatOptions } from '../../src/output/format.js';
import { csv, tsv } from '../../src/output/formats/delimited.js';
import type { View } from '../../src/output/view.js';
import { PIPE } from '../support/format-options.js';

const viewOf = (text: string): View<string> => ({
  rows: [text],
  nameOf: (row) => row,
  itemOf: (row) => ({ row }),
  linesOf: (row) => [row],
  columns: [{ name: 'text', cellOf: (row) => ({ text: row }) }],
  document: (items) => ({ items }),
  metrics: () => [],
});
const options: FormatOptions = { ...PIPE, header: 'none' };

describe('a cell stays one cell, and no formula', () => {
  it.each([
    ['a line feed', 'x\n=1+2', '"x\n=1+2"\r\n'],
    ['a carriage return', 'x\r=1+2', 'x\\r=1+2\r\n'],
    ['a semicolon', 'x;=1+2', '"x;=1+2"\r\n'],
    ['a formula', '=1+2', "'=1+2\r\n"],
    ['a formula of small forms', '\ufe66x', "'\ufe66x\r\n"],
    ['a formula of full width', '\uff1dx', "'\uff1dx\r\n"],
    ['a formula behind a tab', '\t=1', '"\'\t=1"\r\n'],
    ['a formula behind what cannot be seen', '\u200b=1', '\\u200b=1\r\n'],
    ["Excel's own separator", 'sep=x', "'sep=x\r\n"],
    ['a word like it', 'separate=x', 'separate=x\r\n'],
    ['plain text', 'x', 'x\r\n'],
    ['a number', '-1.5', '-1.5\r\n'],
  ])('csv: %s', (_title, text, expected) => {
    expect(csv(viewOf(text), options)).toBe(expected);
  });

  it.each([
    ['a line feed', 'x\n=1+2', 'x\\n=1+2\n'],
    ['a tab', 'x\t=1+2', 'x\\t=1+2\n'],
    ['plain text', 'x', 'x\n'],
  ])('tsv: %s', (_title, text, expected) => {
    expect(tsv(viewOf(text), options)).toBe(expected);
  });
});
