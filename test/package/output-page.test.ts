import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/output/format.js';
import { PROJECT } from '../support/run-fleetq.js';

const PAGE = readFileSync(join(PROJECT, 'docs', 'output.md'), 'utf8');
const VIEWS = join(PROJECT, 'src', 'output', 'views');

/** The rows of the table below a heading, by their first cell. */
function firstCells(heading: string): readonly string[] {
  const section = PAGE.split(`\n## ${heading}\n`).at(1)?.split('\n## ').at(0) ?? '';
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, cell = '']) => cell);
}

const families = readdirSync(VIEWS).flatMap((file) =>
  [...readFileSync(join(VIEWS, file), 'utf8').matchAll(/['"`](fleetq_\w+)['"`]/g)].map(([, name = '']) => name),
);
const documents = readdirSync(join(PROJECT, 'schema'))
  .map((file) => file.replace('.schema.json', ''))
  .filter((name) => !['common', 'fleetq-yaml'].includes(name));

describe('docs/output.md', () => {
  it('names every metric that there is, and no other', () => {
    expect(families.length).toBeGreaterThan(10);
    expect([...firstCells('openmetrics')].sort()).toEqual([...new Set(families)].sort());
  });

  it('describes every document that has a schema, and no other', () => {
    expect([...firstCells('The JSON documents')].sort()).toEqual(documents.sort());
  });

  it('names every form', () => {
    for (const format of FORMATS) expect(PAGE).toMatch(new RegExp(`^\\| \`${format}\` `, 'm'));
  });
});
