import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileQuery, DEFAULT_LIMITS, QueryEvaluationError, QuerySyntaxError } from '../../src/index.js';
import { FUNCTION_NAMES } from '../../src/query/builtins/table.js';
import { METHOD_NAMES } from '../../src/query/methods/table.js';
import { readMetadata } from '../../src/metadata/read.js';

const page = readFileSync(new URL('../../docs/query-language.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', body = '']) => ({
  language,
  body,
}));
const examples = blocks
  .filter(({ language }) => language === 'query')
  .flatMap(({ body }) => body.trimEnd().split('\n'))
  .map((line) => {
    const arrow = line.lastIndexOf(' → ');
    return { query: line.slice(0, arrow), gives: line.slice(arrow + 3) };
  });

async function exampleData(): Promise<unknown> {
  const yaml = blocks.find(({ language }) => language === 'yaml')?.body ?? '';
  const read = await readMetadata(new TextEncoder().encode(yaml));
  return read.ok ? read.document : null;
}

function shown(query: string, data: unknown): string {
  try {
    const outcome = compileQuery(`[${query}]`).trace({ data })[0]?.outcome;
    if (outcome?.kind === 'error') return `error: ${outcome.error.code}`;
    return outcome?.kind === 'value' ? outcome.text.slice(1, -1) : 'nothing';
  } catch (error) {
    if (error instanceof QuerySyntaxError || error instanceof QueryEvaluationError) return `refused: ${error.code}`;
    throw error;
  }
}

describe('docs/query-language.md', () => {
  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(80);
  });

  it.each(examples)('$query', async ({ query, gives }) => {
    expect(shown(query, await exampleData())).toBe(gives);
    if (gives.startsWith('refused')) expect(() => compileQuery(query)).toThrow(QuerySyntaxError);
  });

  it('names every function, method and limit', () => {
    const named = new Set([...page.matchAll(/`\.?(\w+)(?:\([^`]*\))?`/g)].map(([, name]) => name));
    const missing = [...FUNCTION_NAMES, ...METHOD_NAMES, ...Object.keys(DEFAULT_LIMITS)].filter(
      (name) => !named.has(name),
    );
    expect(missing).toEqual([]);
  });

  it('states every limit as it is', () => {
    const rows = page.replace(/ +\|/g, ' |');
    for (const [name, value] of Object.entries(DEFAULT_LIMITS))
      expect(rows).toContain(`| \`${name}\` | ${value.toLocaleString('en-US')} |`);
  });
});
